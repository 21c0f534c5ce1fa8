import type { Hono } from 'hono';
import { z } from 'zod';
import { readBody } from '../read-body.ts';
import type { AuthorizationServer } from './authorization-server.ts';
import { KEYS_FAULTS, TOKEN_FAULTS } from './oauth-faults.ts';

const tokenFaultSchema = z.object({
  answer: z.enum(TOKEN_FAULTS),
  delayMs: z.int().nonnegative().default(0),
});

const membersSchema = z.record(z.string(), z.unknown()).optional();
const answersSchema = z.object({
  token: membersSchema,
  idToken: membersSchema,
  issuer: z.string().optional(),
});

/** The controls by which a test has the OAuth server misbehave. `/authorize`, `/token` and `/answers` count for the next request only. */
export function addOAuthFaults(app: Hono, server: AuthorizationServer): void {
  const { faults } = server;
  app.post('/authorize', async (c) => {
    const { error } = await readBody(c, z.object({ error: z.string().min(1) }));
    faults.nextAuthorizeError = error;
    return c.json({ error });
  });
  app.post('/token', async (c) => {
    faults.nextToken = await readBody(c, tokenFaultSchema);
    return c.json(faults.nextToken);
  });
  app.post('/consent', async (c) => {
    faults.asksConsent = (await readBody(c, z.object({ ask: z.boolean() }))).ask;
    return c.json({ ask: faults.asksConsent });
  });
  app.post('/jwks', async (c) => {
    faults.jwks = (await readBody(c, z.object({ mode: z.enum(KEYS_FAULTS) }))).mode;
    return c.json({ mode: faults.jwks });
  });
  app.post('/answers', async (c) => {
    faults.answers = await readBody(c, answersSchema);
    return c.json(faults.answers);
  });
  app.post('/clock', async (c) => {
    faults.clockOffsetSeconds = (await readBody(c, z.object({ offsetSeconds: z.number() }))).offsetSeconds;
    return c.json({ offsetSeconds: faults.clockOffsetSeconds });
  });
  app.post('/expire-launches', (c) => {
    server.launches.expireAll();
    return c.json({ ok: true });
  });
  app.post('/revoke-refresh-tokens', (c) => {
    server.tokens.revokeRefreshTokens();
    return c.json({ ok: true });
  });
}
