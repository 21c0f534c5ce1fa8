import { readPublicKeys } from '#lib/launch/public-keys.ts';
import { webContext } from '#lib/pipeline/web-context.ts';

export const dynamic = 'force-dynamic';

/** Our public keys, by which an EHR checks our private_key_jwt. */
export async function GET(): Promise<Response> {
  const { config } = await webContext();
  return Response.json(
    { keys: await readPublicKeys(config) },
    { headers: { 'cache-control': 'public, max-age=300' } },
  );
}
