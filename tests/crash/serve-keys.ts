import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The app's public keys, as its web process would give them: the EHR asks for them before it gives a token. */
export async function serveKeys(privateKeyFile: string): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((_, response) => {
    const key = JSON.parse(readFileSync(privateKeyFile, 'utf8')) as Record<string, string>;
    Reflect.deleteProperty(key, 'd');
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: [key] }));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
