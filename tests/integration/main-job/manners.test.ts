import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CLINICIAN } from '#sandbox/fhir/hospital-identity.ts';
import { analyse, launch } from '#tests/support/clinician.ts';
import { untilState } from '#tests/support/hold-stage.ts';
import { expectFiledAsDocument } from '#tests/support/read-destinations.ts';
import { startSystem, type TestSystem } from '#tests/support/start-system.ts';
import { filmsOf, inventStudy } from '#tests/support/test-films.ts';
import { Browser } from '../../../commands/browse.ts';

const [LAUNCHED, ORDERED] = [301, 302].map(inventStudy);

/** Neither creates a report for radiology, nor takes a transaction: a PDF and the HL7 engine carry the result. */
describe.each([
  ['epic', 'symmetric'],
  ['oracle', 'asymmetric'],
] as const)('at an EHR with the manners of %s, as a confidential client (%s)', (ehr, client) => {
  let system: TestSystem;

  beforeAll(async () => {
    const studies = [LAUNCHED, ORDERED].filter((study) => study !== undefined);
    system = await startSystem(filmsOf(studies), { ehr, client });
  });
  afterAll(() => system.stop());

  const patient = (study: typeof LAUNCHED) => {
    const found = system.hospital.patients.find(({ patientId }) => patientId === study?.patientId);
    if (!found) throw new Error('no such patient');
    return found;
  };

  test('a launch leads to one PDF in the chart and one accepted ORU, and the page says so', async () => {
    const launched = patient(LAUNCHED);
    const started = await launch(system, launched.fhirId);
    const key = (await started.chart()).studies[0]?.key ?? '';
    const view = await analyse(started, key);
    expect(view).toMatchObject({ state: 'completed', atEhr: 'document' });
    expect(view.findings.length).toBeGreaterThan(5);
    await expectFiledAsDocument(system, launched, view.id);
    const page = await started.browser.open(`${system.appUrl}/studies/${started.id}/${key}`);
    expect(page.text).toContain('takes no radiology report over FHIR');
    const chart = await started.browser.open(`${system.appUrl}/chart/${started.id}`);
    for (const { text } of [page, chart]) expect(text).toContain('Filed as preliminary');
  });

  test('a token that has ended is renewed, and a refresh token is never used twice', async () => {
    const started = await launch(system, patient(LAUNCHED).fhirId);
    for (let round = 0; round < 3; round += 1) {
      await system.fault('expire-tokens', { refreshToo: false });
      const charts = await Promise.all([1, 2, 3, 4].map(() => started.chart()));
      expect(charts.map(({ patient: shown }) => shown.identifier)).toEqual(
        Array(4).fill(LAUNCHED?.patientId),
      );
    }
  });

  test('a launch that begins outside the chart gets its patient from the EHR’s picker, where the EHR has one', async () => {
    const browser = new Browser();
    const { user, password } = CLINICIAN;
    const { ehrUrl, fhirUrl } = system.hospital;
    await browser.open(`${ehrUrl}/login`, { user, password, next: '/patients' });
    const page = await browser.open(`${system.appUrl}/launch?iss=${encodeURIComponent(fhirUrl)}`);
    if (ehr === 'oracle') {
      expect(page.url).toContain('code=launch-invalid');
      return;
    }
    const ticket = /name="ticket" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const action = /action="([^"]+\/decision)"/.exec(page.text)?.[1] ?? '';
    const choice = { ticket, decision: 'allow', patient: patient(ORDERED).fhirId };
    const chart = await browser.open(ehrUrl + action, choice);
    expect(chart.url).toMatch(/\/chart\/[0-9a-f]{32}$/);
    expect(chart.text).toContain(ORDERED?.patientId);
  });

  test('an order with nobody watching leads to the same', async () => {
    const ordered = patient(ORDERED);
    const { body } = await system.fhir(`ServiceRequest?patient=${ordered.fhirId}`);
    const [entry] = (body as { entry: { resource: { id: string } }[] }).entry;
    await system.fault('orders', { serviceRequestId: entry?.resource.id });
    const find = () =>
      system.db
        .selectFrom('analysis')
        .select('id')
        .where('patient_id', '=', ordered.fhirId)
        .executeTakeFirst();
    await expect.poll(find, { timeout: 20_000 }).toBeDefined();
    const id = (await find())?.id ?? '';
    await untilState(system.db, id, ['completed']);
    await expectFiledAsDocument(system, ordered, id);
  });
});
