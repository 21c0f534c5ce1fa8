import { exportJWK, generateKeyPair, type CryptoKey } from 'jose';
import type { Site } from '#lib/platform/sites.ts';
import { listenHttp, sendJson, type HttpPeer } from '#tests/integration/launch/listen-http.ts';
import type { Browser } from '../../commands/browse.ts';
import { startSystem, type TestSystem } from './start-system.ts';
import { filmsOf, inventStudy } from './test-films.ts';

/** The running app, with EHRs in its list that have gone over to an attacker. */
export interface AttackedApp {
  readonly system: TestSystem;
  /** Those EHRs, as one server: the sites `evil`, `own-callback` and `names-itself`. */
  readonly evil: HttpPeer;
  /** What its token endpoint says. */
  tokenAnswer: object;
  /** Where an attacker wants us to call; it would give the forger's key. */
  readonly target: HttpPeer;
  readonly forger: { readonly privateKey: CryptoKey; readonly publicKey: CryptoKey };
  stop(): Promise<void>;
}

/** With two patients of its own, numbered from there. */
export async function openAttackedApp(number: number): Promise<AttackedApp> {
  const forger = await generateKeyPair('RS256', { extractable: true });
  const keys = [{ ...(await exportJWK(forger.publicKey)), kid: 'forged', alg: 'RS256' }];
  const target = await listenHttp((_, response) => {
    sendJson(response, { keys });
  });
  const evil: HttpPeer = await listenHttp((request, response) => {
    const [path = ''] = (request.url ?? '').split('?');
    if (path.endsWith('/smart-configuration')) sendJson(response, describeEvil(evil.url, path));
    else if (path === '/keys') sendJson(response, { keys: [] });
    else if (path === '/token') sendJson(response, app.tokenAnswer);
    else sendJson(response, {}, 404);
  });
  const films = filmsOf([number, number + 1].map(inventStudy));
  const system = await startSystem(films, { others: (own) => evilSites(evil.url, own) });
  const app: AttackedApp = {
    system,
    evil,
    target,
    forger,
    tokenAnswer: {},
    stop: async () => {
      await Promise.all([system.stop(), evil.close(), target.close()]);
    },
  };
  return app;
}

function describeEvil(url: string, path: string): object {
  return {
    issuer: url + path.replace('/.well-known/smart-configuration', ''),
    authorization_endpoint: `${url}/authorize`,
    token_endpoint: `${url}/token`,
    jwks_uri: `${url}/keys`,
    capabilities: ['launch-ehr'],
    ...(path.startsWith('/names-itself/') ? { authorization_response_iss_parameter_supported: true } : {}),
  };
}

function evilSites(url: string, own: Site): readonly Site[] {
  const other = (id: string, fhir: Partial<Site['fhir']> = {}): Site => ({
    ...own,
    id,
    hl7v2: { results: own.hl7v2.results },
    fhir: { ...own.fhir, issuer: `${url}/${id}`, ...fhir },
    frameAncestors: [url],
  });
  return [other('evil'), other('own-callback', { callback: 'own' }), other('names-itself')];
}

export function patientOf(
  { hospital }: TestSystem,
  index: 0 | 1,
): TestSystem['hospital']['patients'][number] {
  const patient = hospital.patients.filter(({ patientId }) => patientId.startsWith('TEST-'))[index];
  if (patient === undefined) throw new Error('no such patient');
  return patient;
}

/** A launch up to the EHR's authorization page: its address. */
export async function begin({ appUrl }: TestSystem, browser: Browser, iss: string): Promise<URL> {
  const query = new URLSearchParams({ iss, launch: 'l' });
  const answer = await browser.request(`${appUrl}/launch?${query.toString()}`);
  return new URL(answer.headers.get('location') ?? '');
}

/**
 * The honest EHR's own launch, up to the callback's address with a fresh code, which nobody has opened. `state`: of
 * another launch, in place of its own.
 */
export async function answerOf(system: TestSystem, browser: Browser, state?: string): Promise<string> {
  const { ehrUrl } = system.hospital;
  const link = await browser.request(`${ehrUrl}/sandbox/launch?patient=${patientOf(system, 0).fhirId}`);
  const begun = await browser.request(link.headers.get('location') ?? '');
  const address = new URL(begun.headers.get('location') ?? '');
  if (state !== undefined) address.searchParams.set('state', state);
  return (await browser.request(address.href)).headers.get('location') ?? '';
}

/** Where a browser ends: the problem's code, or the first word of the page's path. */
export async function endOf(browser: Browser, address: string): Promise<string | undefined> {
  const { url } = await browser.open(address);
  return new URL(url).searchParams.get('code') ?? new URL(url).pathname.split('/')[1];
}
