/** SMART's own client library, fhirclient, asked to launch at the same EHR: we ask for the same, and for more where it must be. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import smart from 'fhirclient';
import type { fhirclient } from 'fhirclient/lib/types';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { beginLaunch } from '#lib/launch/begin-launch.ts';
import { callbackUrl } from '#lib/launch/callback-url.ts';
import type { Config } from '#lib/platform/config.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/test-database.ts';
import { configFixture } from '#tests/unit/platform/site-fixture.ts';
import { openSmallEhr, type SmallEhr } from './small-ehr.ts';

let database: TestDatabase;
let ehr: SmallEhr;
let config: Config;

beforeAll(async () => {
  [database, ehr] = await Promise.all([createTestDatabase(), openSmallEhr()]);
  const site = { ...ehr.site, fhir: { ...ehr.site.fhir, standaloneLaunch: true } };
  config = configFixture(site);
});
afterAll(async () => {
  await Promise.all([database.close(), ehr.close()]);
});

/** Made anew each time: what can't be equal, and shall not be. */
const FRESH = ['state', 'code_challenge'];

test.each([{ launch: 'launch-1' }, { launch: undefined }])(
  'a launch of %j asks the EHR as the reference client does, with a nonce besides',
  async ({ launch }) => {
    const ours = new URL((await beginLaunch(database.db, config, { iss: ehr.issuer, launch })).location);
    const theirs = new URL(await authorizeByFhirclient(launch, ours.searchParams.get('scope') ?? ''));
    const parametersOf = (url: URL) =>
      Object.fromEntries([...url.searchParams].filter(([name]) => !FRESH.includes(name)));
    const { nonce, ...common } = parametersOf(ours);
    expect(common).toEqual(parametersOf(theirs));
    expect(nonce).toMatch(/^[\w-]{43}$/);
    expect(ours.origin + ours.pathname).toBe(theirs.origin + theirs.pathname);
    for (const name of FRESH) expect(ours.searchParams.get(name)).toMatch(/^[\w-]{43}$/);
  },
);

async function authorizeByFhirclient(launch: string | undefined, scope: string): Promise<string> {
  const parameters = { iss: ehr.issuer, ...(launch !== undefined && { launch }) };
  const request = {
    url: `/?${new URLSearchParams(parameters).toString()}`,
    headers: { host: 'sightline.invalid' },
    socket: { encrypted: true },
  } as unknown as IncomingMessage;
  const response = { writeHead: () => response, end: () => response } as unknown as ServerResponse;
  const kept = new Map<string, unknown>();
  const storage: fhirclient.Storage = {
    get: (name) => Promise.resolve(kept.get(name)),
    set: (name, value) => {
      kept.set(name, value);
      return Promise.resolve(value);
    },
    unset: (name) => Promise.resolve(kept.delete(name)),
  };
  const location = await smart(request, response, storage).authorize({
    ...parameters,
    clientId: ehr.site.fhir.clientId,
    scope,
    redirectUri: callbackUrl(config, ehr.site),
    pkceMode: 'required',
    noRedirect: true,
  });
  return String(location);
}
