import { createServer } from 'node:http';
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
const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
  // Next answers 500, as for a fault of ours, where a path can't be decoded; and an alarm would ring for it.
  if (!isDecodable(request.url ?? '/')) response.writeHead(400).end();
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

function isDecodable(url: string): boolean {
  try {
    decodeURI(url);
    return true;
  } catch {
    return false;
  }
}
