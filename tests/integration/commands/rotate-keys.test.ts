import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { livingKeys, parseKeySet, signingKey } from '#lib/launch/key-set.ts';
import { activateSession, createPendingSession, readTokens } from '#lib/launch/session.ts';
import { openVaultKeys } from '#lib/platform/vault-keys.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/test-database.ts';
import { SITE } from '#tests/unit/platform/site-fixture.ts';

let database: TestDatabase;
const folder = mkdtempSync(join(tmpdir(), 'sightline-keys-'));
const vaultFile = join(folder, 'vault.key');
const clientFile = join(folder, 'keys', 'client.jwk');

beforeAll(async () => {
  database = await createTestDatabase();
  writeFileSync(vaultFile, randomBytes(32).toString('base64'));
  const { scopes } = SITE.fhir;
  const backend = { clientId: 'b', scopes, privateKey: { file: clientFile } };
  writeFileSync(
    join(folder, 'sites.json'),
    JSON.stringify({ sites: [{ ...SITE, fhir: { ...SITE.fhir, backend } }] }),
  );
});
afterAll(() => database.close());

function rotate(...args: readonly string[]): string {
  return execFileSync(process.execPath, ['commands/ops.ts', 'keys', 'rotate', ...args], {
    encoding: 'utf8',
    env: {
      ...process.env,
      DATABASE_URL: database.url,
      SIGHTLINE_KEY_FILE: vaultFile,
      SIGHTLINE_SITES: join(folder, 'sites.json'),
    },
  });
}

describe('keys rotate', () => {
  test('makes a first key, then publishes the next before it signs, and keeps both secret', () => {
    rotate();
    const first = parseKeySet(readFileSync(clientFile, 'utf8'));
    expect(first).toHaveLength(1);
    expect(rotate('--after', '2', '--algorithm', 'RS384')).toContain('signs from');
    const keys = parseKeySet(readFileSync(clientFile, 'utf8'));
    expect(livingKeys(keys)).toHaveLength(2);
    expect(signingKey(keys).kid).toBe(first[0]?.kid);
    expect(signingKey(keys, Date.now() + 3 * 3_600_000).kty).toBe('RSA');
    expect(statSync(clientFile).mode & 0o077).toBe(0);
  });

  test.each([
    [['--after', 'soon'], '--after'],
    [['--algorithm', 'HS256'], '--algorithm'],
    [['--site', 'elsewhere'], '--site'],
  ])('%j is refused in words', (args, word) => {
    expect(() => rotate(...args)).toThrow(word);
  });

  test('seals open launches anew while a process goes on with the keys that it has', async () => {
    const running = openVaultKeys({ SIGHTLINE_KEY_FILE: vaultFile });
    const tokens = { accessToken: 'at', expiresAt: 0, tokenEndpoint: 'https://ehr.example/token' };
    const open = async (state: string) => {
      const { id } = await createPendingSession(database.db, 'general', state);
      const session = { id, patientId: 'p', encounterId: undefined, userReference: undefined };
      await activateSession(database.db, session, tokens, running);
      return id;
    };
    const vaultOf = async (id: string) =>
      (await database.db
        .selectFrom('launch_session')
        .select('vault')
        .where('id', '=', id)
        .executeTakeFirstOrThrow()) as { vault: Buffer };
    const ids = [await open('before')];
    // Twice: the key that the process began with is gone from the file by then.
    for (const state of ['between', 'after']) {
      rotate('--vault');
      ids.push(await open(state));
    }
    const onlyCurrent = {
      current: () => openVaultKeys({ SIGHTLINE_KEY_FILE: vaultFile }).current().slice(0, 1),
    };
    rotate('--vault');
    for (const id of ids) {
      const { vault } = await vaultOf(id);
      expect(readTokens(vault, running, id).accessToken).toBe('at');
      expect(readTokens(vault, onlyCurrent, id).accessToken).toBe('at');
    }
  });
});
