import { timingSafeEqual } from 'node:crypto';
import type { ClientAuthentication } from '../manners/manners.ts';
import type { AuthorizationServer } from './authorization-server.ts';
import { verifyClientAssertion } from './client-assertion.ts';
import { LAUNCH_CLIENT_ID } from './clients.ts';
import { OAuthError } from './oauth-error.ts';
import type { TokenRequest } from './token-form.ts';

/**
 * The launched app, proved in the way in which it is registered and in no other (SMART App Launch 2.2, client
 * authentication). Throws OAuthError invalid_client.
 */
export async function authenticateApp(server: AuthorizationServer, request: TokenRequest): Promise<void> {
  const { authentication = { kind: 'public' as const } } = server.app;
  const { form } = request;
  switch (authentication.kind) {
    case 'public':
      if (request.authorization !== undefined || form['client_secret'] !== undefined)
        throw new OAuthError('invalid_client', 'the app is registered as a public client');
      if (form['client_id'] !== LAUNCH_CLIENT_ID) throw new OAuthError('invalid_client', 'unknown client_id');
      return;
    case 'symmetric':
      requireSecret(server, request, authentication.secret);
      return;
    case 'asymmetric':
      requireOffered(server, 'private_key_jwt');
      return verifyClientAssertion(server, form, LAUNCH_CLIENT_ID);
  }
}

function requireSecret(
  server: AuthorizationServer,
  { form, authorization }: TokenRequest,
  secret: string,
): void {
  const sent = authorization === undefined ? form['client_secret'] : undefined;
  requireOffered(server, authorization === undefined ? 'client_secret_post' : 'client_secret_basic');
  const [id, given] = authorization === undefined ? [form['client_id'], sent] : readBasic(authorization);
  const isOtherInForm = form['client_id'] !== undefined && form['client_id'] !== id;
  // RFC 6749 section 2.3: one method in each request.
  const isTwice = authorization !== undefined && form['client_secret'] !== undefined;
  if (id !== LAUNCH_CLIENT_ID || isOtherInForm || isTwice || !isSame(given ?? '', secret))
    throw new OAuthError('invalid_client', 'client or secret is wrong');
}

function requireOffered({ manners }: AuthorizationServer, method: ClientAuthentication): void {
  if (!manners.oauth.clientAuthentications.includes(method))
    throw new OAuthError('invalid_client', `${method} is not offered here`);
}

/** RFC 6749 section 2.3.1: both halves are form-encoded before they become Basic. */
function readBasic(authorization: string): readonly (string | undefined)[] {
  const encoded = /^Basic +(\S+)$/i.exec(authorization)?.[1] ?? '';
  const [id, secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return [id, secret].map((half) =>
    half === undefined ? undefined : (new URLSearchParams(`half=${half}`).get('half') ?? undefined),
  );
}

function isSame(given: string, secret: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(secret)];
  return a.length === b.length && timingSafeEqual(a, b);
}
