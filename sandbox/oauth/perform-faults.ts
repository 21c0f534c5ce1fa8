/** The OAuth server's misbehaviour, as a test has ordered it. */
import { setTimeout as delay } from 'node:timers/promises';
import { exportJWK, generateKeyPair } from 'jose';
import type { Context } from 'hono';
import { KEY_ID } from './authorization-server.ts';
import type { AuthorizationServer } from './authorization-server.ts';
import { OAuthError } from './oauth-error.ts';
import { withChanges } from './with-changes.ts';

/** Longer than anybody should wait, and short enough that a stand-in still ends. */
const NEVER_MS = 60_000;
const HUGE = 'x'.repeat(8 * 1024 * 1024);
const PAGE = '<html><body>Maintenance</body></html>';
/** What a client that follows it would ask in vain. */
const ELSEWHERE = 'http://169.254.169.254/latest/meta-data/';

/** What the token endpoint says in place of its answer; undefined where it shall answer right. */
export async function failAsTold(c: Context, { faults }: AuthorizationServer): Promise<Response | undefined> {
  const { nextToken } = faults;
  faults.nextToken = undefined;
  if (nextToken === undefined) return undefined;
  const { answer } = nextToken;
  switch (answer) {
    case 'slow':
      await delay(nextToken.delayMs);
      return undefined;
    case 'error':
      return c.text('the token endpoint fails, as it was told to', 500);
    case 'unavailable':
      return c.json({ error: 'temporarily_unavailable' }, 503);
    case 'html':
      return c.html(PAGE);
    case 'elsewhere':
      return c.redirect(ELSEWHERE);
    case 'huge':
      return c.json({ access_token: HUGE, token_type: 'Bearer' });
    case 'invalid_request':
    case 'invalid_grant':
    case 'invalid_client':
    case 'unauthorized_client':
    case 'unsupported_grant_type':
    case 'invalid_scope':
      throw new OAuthError(answer, 'as it was told to');
  }
}

/** The token answer with the members that a test wants otherwise. */
export function changeAnswer(
  { faults }: AuthorizationServer,
  answer: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const { token: changes = {} } = faults.answers;
  faults.answers = {};
  return withChanges(answer, changes);
}

export async function answerKeys(c: Context, { faults, publicJwk }: AuthorizationServer): Promise<Response> {
  switch (faults.jwks) {
    case 'right':
      return c.json({ keys: [publicJwk] });
    case 'empty':
      return c.json({ keys: [] });
    case 'error':
      return c.text('the keys are not there, as it was told', 500);
    case 'not-json':
      return c.html(PAGE);
    case 'huge':
      return c.json({ keys: [publicJwk], filler: HUGE });
    case 'elsewhere':
      return c.redirect(ELSEWHERE);
    case 'slow':
      await delay(NEVER_MS, undefined, { ref: false });
      return c.json({ keys: [publicJwk] });
    case 'other-key': {
      const { publicKey } = await generateKeyPair('RS256');
      return c.json({ keys: [{ ...(await exportJWK(publicKey)), kid: KEY_ID, alg: 'RS256', use: 'sig' }] });
    }
  }
}
