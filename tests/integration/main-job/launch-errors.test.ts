/** What an EHR can say in place of opening our first page, at the running app, as whoever launched reads it. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { launch } from '#tests/support/clinician.ts';
import {
  expectNoPatientInLog,
  expectToldInWords,
  launchFromChart,
  launchLink,
  logIn,
} from '#tests/support/launch-visitor.ts';
import { startSystem, type TestSystem } from '#tests/support/start-system.ts';
import { filmsOf, inventStudy } from '#tests/support/test-films.ts';

let system: TestSystem;

beforeAll(async () => {
  system = await startSystem(filmsOf([inventStudy(900)]));
});
afterAll(() => system.stop());
afterEach(async () => {
  await system.fault('jwks', { mode: 'right' });
  await system.fault('clock', { offsetSeconds: 0 });
  await system.fault('consent', { ask: false });
  await system.fault('answers', {});
});

const patient = () => system.hospital.patients[0]?.fhirId ?? '';

describe('the EHR’s keys', () => {
  // In this order: once the right ones have been seen they are kept.
  test.each([
    ['are not there', 'error', 'ehr-keys-unusable'],
    ['are a page of a proxy', 'not-json', 'ehr-keys-unusable'],
    ['never end', 'huge', 'ehr-keys-unusable'],
    ['lead elsewhere', 'elsewhere', 'ehr-keys-unusable'],
    ['take for ever', 'slow', 'ehr-unreachable'],
    ['are none', 'empty', 'ehr-keys-unusable'],
    ['are another’s', 'other-key', 'identity-unproven'],
  ])('%s: the launch is refused in words', async (_, mode, code) => {
    await system.fault('jwks', { mode });
    const browser = await logIn(system);
    await expectToldInWords(system, browser, await launchFromChart(system, browser), code);
  });

  test('are right again: the next launch opens', async () => {
    expect(await launchFromChart(system, await logIn(system))).toMatch(/\/chart\/[0-9a-f]{32}$/);
  });
});

describe('the EHR’s authorization page', () => {
  test.each([
    ['access_denied', 'launch-denied'],
    ['login_required', 'launch-denied'],
    ['consent_required', 'launch-denied'],
    ['interaction_required', 'launch-denied'],
    ['invalid_scope', 'scope-refused'],
    ['unauthorized_client', 'client-refused'],
    ['server_error', 'ehr-unreachable'],
    ['temporarily_unavailable', 'ehr-unreachable'],
    ['invalid_request', 'launch-refused'],
    ['unsupported_response_type', 'launch-refused'],
    ['something_of_its_own', 'launch-refused'],
    ['<script>alert(1)</script>', 'launch-refused'],
  ])('answers %s: %s', async (error, code) => {
    await system.fault('authorize', { error });
    const browser = await logIn(system);
    await expectToldInWords(system, browser, await launchFromChart(system, browser), code);
  });

  test('asks, and the user says no', async () => {
    await system.fault('consent', { ask: true });
    const browser = await logIn(system);
    const page = await browser.open(`${system.hospital.ehrUrl}/sandbox/launch?patient=${patient()}`);
    const ticket = /name="ticket" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const action = /action="([^"]+\/decision)"/.exec(page.text)?.[1] ?? '';
    const { url } = await browser.open(system.hospital.ehrUrl + action, { ticket, decision: 'deny' });
    await expectToldInWords(system, browser, url, 'launch-denied');
  });

  test('has a launch that expired before it was followed', async () => {
    const browser = await logIn(system);
    const link = await launchLink(system, browser);
    await system.fault('expire-launches', {});
    await expectToldInWords(system, browser, (await browser.open(link)).url, 'launch-refused');
  });
});

describe('the EHR’s token endpoint', () => {
  test.each([
    ['invalid_request', 'token-refused'],
    ['invalid_grant', 'grant-spent'],
    ['invalid_client', 'client-refused'],
    ['unauthorized_client', 'client-refused'],
    ['unsupported_grant_type', 'token-refused'],
    ['invalid_scope', 'scope-refused'],
    ['error', 'ehr-unreachable'],
    ['unavailable', 'ehr-unreachable'],
    ['html', 'ehr-answer-broken'],
    ['elsewhere', 'ehr-unreachable'],
    ['huge', 'ehr-answer-broken'],
  ])('answers %s: %s', async (answer, code) => {
    await system.fault('token', { answer });
    const browser = await logIn(system);
    await expectToldInWords(system, browser, await launchFromChart(system, browser), code);
  });

  test('takes for ever: that is told within fifteen seconds', async () => {
    await system.fault('token', { answer: 'slow', delayMs: 20_000 });
    const browser = await logIn(system);
    const startedAt = Date.now();
    const address = await launchFromChart(system, browser);
    expect(Date.now() - startedAt).toBeLessThan(15_000);
    await expectToldInWords(system, browser, address, 'ehr-unreachable');
  });

  test.each<[string, object, string]>([
    ['no patient', { patient: null }, 'launch-patient-missing'],
    ['an empty patient', { patient: '' }, 'launch-patient-missing'],
    ['a patient that is an address', { patient: '../Patient/1' }, 'ehr-answer-broken'],
    ['a token of another type', { token_type: 'DPoP' }, 'ehr-answer-broken'],
    ['no token', { access_token: null }, 'ehr-answer-broken'],
    ['a lifetime that has ended', { expires_in: -1 }, 'ehr-answer-broken'],
    ['openid granted and no id_token', { id_token: null }, 'identity-unproven'],
    ['an id_token that nobody signed', { id_token: 'eyJhbGciOiJub25lIn0.e30.' }, 'identity-unproven'],
  ])('gives %s: no session opens', async (_, token, code) => {
    await system.fault('answers', { token });
    const browser = await logIn(system);
    await expectToldInWords(system, browser, await launchFromChart(system, browser), code);
  });

  test.each<[string, object, string]>([
    ['is for another app', { aud: 'another' }, 'identity-unproven'],
    ['is of another issuer', { iss: 'https://evil.example' }, 'identity-unproven'],
    ['is of another login', { nonce: 'of-another-login' }, 'identity-unproven'],
    ['has expired', { exp: 1_700_000_000 }, 'clock-skew'],
    ['names a patient as the user', { fhirUser: 'Patient/p-1' }, 'user-not-clinician'],
  ])('gives an id_token that %s: no session opens', async (_, idToken, code) => {
    await system.fault('answers', { idToken });
    const browser = await logIn(system);
    await expectToldInWords(system, browser, await launchFromChart(system, browser), code);
  });

  test('grants rights to other patients’ data: the session still reads its own patient alone', async () => {
    const scope = 'openid fhirUser launch user/*.cruds system/*.cruds patient/*.cruds';
    await system.fault('answers', { token: { scope } });
    const open = await launch(system, patient());
    expect((await open.chart()).patient.identifier).toBe(system.hospital.patients[0]?.patientId);
  });
});

test('no log line names a patient', () => {
  expectNoPatientInLog(system);
});
