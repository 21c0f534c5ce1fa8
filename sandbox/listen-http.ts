import { serve } from '@hono/node-server';
import type { HttpBindings } from '@hono/node-server';
import { Server } from 'node:http';

export interface HttpListener {
  /** As others reach it: on localhost, so that it is another site than the app on 127.0.0.1. */
  readonly url: string;
  mount(app: { fetch(request: Request, env: HttpBindings): Response | Promise<Response> }): void;
  close(): Promise<void>;
}

/** Listens on loopback before there is an app: the resources made at the start hold the port. Until then it answers 503. */
export async function listenHttp(port: number): Promise<HttpListener> {
  let fetchApp: Parameters<typeof serve>[0]['fetch'] = () => new Response('starting', { status: 503 });
  const server = await start(port, (request, env) => fetchApp(request, env));
  const address = server.address();
  return {
    url: `http://localhost:${String(typeof address === 'object' && address !== null ? address.port : port)}`,
    mount: (app) => {
      fetchApp = (request, env) => app.fetch(request, env as HttpBindings);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function start(port: number, fetchApp: Parameters<typeof serve>[0]['fetch']): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: fetchApp, port, hostname: '127.0.0.1' }, () => {
      if (!(server instanceof Server)) return;
      // A busy machine may be late by more than the second that clients reckon with.
      server.keepAliveTimeout = 75_000;
      resolve(server);
    });
    server.once('error', reject);
  });
}
