import type { HttpBindings } from '@hono/node-server';
import type { Grant } from '../oauth/token-store.ts';

/** What a request to the archive carries once its token is known. */
export interface ArchiveEnv {
  Bindings: HttpBindings;
  Variables: { grant: Grant };
}
