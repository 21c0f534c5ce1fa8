import type { Patient } from '@medplum/fhirtypes';
import { Hono } from 'hono';
import type { Context } from 'hono';
import { setPageHeaders } from '../ehr/page-headers.ts';
import { showDecision } from '../ehr/show-decision.ts';
import type { HospitalState } from '../hospital-state.ts';
import { authenticateApp } from './authenticate-app.ts';
import { authorize, decide, readAuthorizeRequest } from './authorize.ts';
import type { AuthorizationServer } from './authorization-server.ts';
import { exchangeToken } from './exchange-token.ts';
import { answerKeys, changeAnswer, failAsTold } from './perform-faults.ts';
import { OAuthError } from './oauth-error.ts';
import type { TokenForm, TokenRequest } from './token-form.ts';

/** The OAuth endpoints at this EHR's own paths. */
export function createOAuthApp(state: HospitalState): Hono {
  const server = state.authorization;
  const { paths } = server.manners;
  const app = new Hono();
  addAuthorize(app, state);
  app.post(paths.token, async (c) => {
    const failed = await failAsTold(c, server);
    if (failed !== undefined) return failed;
    const answer = changeAnswer(server, await exchangeToken(server, await readRequest(c)));
    return c.json(answer, 200, { 'cache-control': 'no-store', pragma: 'no-cache' });
  });
  if (paths.revoke !== undefined)
    app.post(paths.revoke, async (c) => {
      const request = await readRequest(c);
      if ((server.app.authentication?.kind ?? 'public') !== 'public') await authenticateApp(server, request);
      server.tokens.revoke(request.form['token'] ?? '');
      return c.body(null, 200);
    });
  if (paths.introspect !== undefined) app.post(paths.introspect, (c) => introspect(c, server));
  app.get(paths.jwks, (c) => answerKeys(c, server));
  app.onError((error, c) => {
    if (!(error instanceof OAuthError)) return c.json({ error: 'server_error' }, 500);
    return c.json({ error: error.code, error_description: error.message }, error.status, {
      'cache-control': 'no-store',
    });
  });
  return app;
}

/** By GET and by POST (`authorize-post`); whoever is not logged in logs in first and comes back. */
function addAuthorize(app: Hono, state: HospitalState): void {
  const server = state.authorization;
  const { authorize: path } = server.manners.paths;
  const decision = `${path}/decision`;
  for (const each of [path, decision]) app.use(each, setPageHeaders(server.app.launchUrl));
  app.on(['GET', 'POST'], path, async (c) => {
    const query = c.req.method === 'GET' ? c.req.query() : await readForm(c);
    const parameters = readAuthorizeRequest(server, query);
    const fhirUser = state.sessions.findUser(c);
    if (fhirUser === undefined) {
      const next = `${path}?${new URLSearchParams(query).toString()}`;
      return c.redirect(`/login?next=${encodeURIComponent(next)}`, 303);
    }
    const step = authorize(server, parameters, fhirUser);
    if (step.kind === 'redirect') return c.redirect(step.location, c.req.method === 'GET' ? 302 : 303);
    return showDecision(c, state, { action: decision, ...step });
  });
  app.post(decision, async (c) => {
    const { ticket = '', decision: chosen, patient } = await readForm(c);
    const known = patient === undefined ? undefined : await state.fhir.read<Patient>('Patient', patient);
    const choice = { isAllowed: chosen === 'allow', patientId: known?.id };
    return c.redirect(decide(server, ticket, choice, state.sessions.findUser(c) ?? ''), 303);
  });
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
    iss: server.endpoints.issuer,
  });
}

async function readRequest(c: Context): Promise<TokenRequest> {
  return { form: await readForm(c), authorization: c.req.header('authorization') };
}

async function readForm(c: Context): Promise<TokenForm & Record<string, string>> {
  const form = await c.req.parseBody();
  return Object.fromEntries(
    Object.entries(form).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
