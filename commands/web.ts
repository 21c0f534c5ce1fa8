import { createServer, type IncomingMessage } from 'node:http';
import next from 'next';
import { loadConfig } from '#lib/platform/config.ts';
import { untilStopped } from './until-stopped.ts';

/** The web process: Next.js over plain HTTP; TLS is the reverse proxy's. */
// Heard from the first moment: a supervisor that dies while this starts must not leave it behind.
const stopped = untilStopped();
const config = loadConfig();
const app = next({ dev: false, hostname: config.host, port: config.port });
await app.prepare();
const handle = app.getRequestHandler();
/** Longer than the 60 s after which proxies let go of an idle connection: who closes first may close on a request. */
const KEEP_ALIVE_MS = 75_000;
/** A form with one key, or a list of launches. */
const BODY_BYTES_AT_MOST = 64 * 1024;
const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
  const refused = statusOfRefusal(request);
  if (refused !== undefined) response.writeHead(refused, { connection: 'close' }).end();
  else void handle(request, response);
});
await new Promise<void>((listening, failed) => {
  server.once('error', failed);
  server.listen(config.port, config.host, listening);
});
process.send?.({ ready: true });
await stopped;
server.closeAllConnections();
server.close();
process.exit(0);

/** What no page of ours sends, before Next reads it: it reads each body to its end, however far that is. */
function statusOfRefusal({ url = '/', headers }: IncomingMessage): 400 | 411 | 413 | undefined {
  // Next answers 500, as for a fault of ours; and an alarm would ring for it.
  if (!isDecodable(url)) return 400;
  if (headers['transfer-encoding'] !== undefined) return 411;
  return Number(headers['content-length'] ?? 0) > BODY_BYTES_AT_MOST ? 413 : undefined;
}

function isDecodable(url: string): boolean {
  try {
    decodeURI(url);
    return true;
  } catch {
    return false;
  }
}
