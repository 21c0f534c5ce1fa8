import { createServer } from 'node:http';
import next from 'next';
import { loadConfig } from '#lib/platform/config.ts';
import { untilStopped } from './until-stopped.ts';

/** The web process: Next.js over plain HTTP; TLS is the reverse proxy's. */
const config = loadConfig();
const app = next({ dev: false, hostname: config.host, port: config.port });
await app.prepare();
const handle = app.getRequestHandler();
const server = createServer((request, response) => void handle(request, response));
await new Promise<void>((listening, failed) => {
  server.once('error', failed);
  server.listen(config.port, config.host, listening);
});
process.send?.({ ready: true });
await untilStopped();
server.closeAllConnections();
server.close();
process.exit(0);
