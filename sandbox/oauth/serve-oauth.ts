import { Hono } from 'hono';
import type { Context } from 'hono';
import { authorize, readAuthorizeRequest } from './authorize.ts';
import type { AuthorizationServer } from './authorization-server.ts';
import { exchangeToken } from './exchange-token.ts';
import type { TokenForm } from './token-form.ts';
import { OAuthError } from './oauth-error.ts';

/** The FHIR reference of who is logged in to the EHR, if anybody. */
export type FindUser = (c: Context) => string | undefined;

export function createOAuthApp(server: AuthorizationServer, findUser: FindUser): Hono {
  const app = new Hono();
  app.get('/authorize', (c) => {
    const parameters = readAuthorizeRequest(server, c.req.query());
    const fhirUser = findUser(c);
    if (fhirUser === undefined) {
      const { pathname, search } = new URL(c.req.url);
      return c.redirect(`/login?next=${encodeURIComponent(pathname + search)}`);
    }
    return c.redirect(authorize(server, parameters, fhirUser));
  });
  app.post('/token', async (c) => {
    const answer = await exchangeToken(server, await readForm(c));
    return c.json(answer, 200, { 'cache-control': 'no-store', pragma: 'no-cache' });
  });
  app.post('/revoke', async (c) => {
    server.tokens.revoke((await readForm(c))['token'] ?? '');
    return c.body(null, 200);
  });
  app.post('/introspect', (c) => introspect(c, server));
  app.get('/jwks', (c) => c.json({ keys: [server.publicJwk] }));
  app.onError((error, c) => {
    if (!(error instanceof OAuthError)) return c.json({ error: 'server_error' }, 500);
    return c.json({ error: error.code, error_description: error.message }, error.status, {
      'cache-control': 'no-store',
    });
  });
  return app;
}

/** RFC 7662, for whoever holds a live token. */
async function introspect(c: Context, server: AuthorizationServer): Promise<Response> {
  if (server.tokens.authorize(c.req.header('authorization')) === undefined) {
    throw new OAuthError('invalid_client', 'a live access token is required');
  }
  const found = server.tokens.findAccess((await readForm(c))['token'] ?? '');
  if (found === undefined) return c.json({ active: false });
  const { clientId, scope, patientId, fhirUser } = found.grant;
  return c.json({
    active: true,
    client_id: clientId,
    scope,
    exp: Math.floor(found.expiresAtMs / 1000),
    patient: patientId,
    fhirUser,
    iss: server.fhirUrl,
  });
}

async function readForm(c: Context): Promise<TokenForm> {
  const form = await c.req.parseBody();
  return Object.fromEntries(
    Object.entries(form).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
