import type { Resource } from '@medplum/fhirtypes';
import { expect } from 'vitest';
import type { AnalysisView } from '#lib/pipeline/views.ts';
import type { Hospital } from '#sandbox/hospital.ts';
import { validationErrors } from './fhir-validation.ts';
import type { TestSystem } from './start-system.ts';

/** What really stands at the EHR and at the HL7 engine for one patient, asked of them. */
export interface Filed {
  readonly reports: readonly { id: string; status: string; result?: { reference: string }[] }[];
  readonly observations: readonly { id: string; status: string }[];
  readonly documents: readonly {
    id: string;
    docStatus?: string;
    content: { attachment: { contentType: string; data: string } }[];
  }[];
  readonly messages: readonly { controlId: string; ack: string; receipts: number; text: string }[];
}

type Patient = Hospital['patients'][number];

export async function readFiled(system: TestSystem, patient: Patient): Promise<Filed> {
  const search = async <T>(type: string) => {
    const { body } = await system.fhir(`${type}?patient=${patient.fhirId}&_count=100`);
    return ((body as { entry?: { resource: T }[] }).entry ?? []).map(({ resource }) => resource);
  };
  const all = (await (
    await fetch(`${system.hospital.ehrUrl}/sandbox/engine/messages`)
  ).json()) as (Filed['messages'][number] & {
    patientId: string;
  })[];
  return {
    reports: await search('DiagnosticReport'),
    observations: await search('Observation'),
    documents: await search('DocumentReference'),
    messages: all.filter(({ patientId }) => patientId === patient.patientId),
  };
}

/** One preliminary report with one observation for each label, and one acknowledged message: no less and no more. */
export async function expectFiledOnce(
  system: TestSystem,
  patient: Patient,
  analysisId: string,
): Promise<Filed> {
  const filed = await readFiled(system, patient);
  const row = await system.db
    .selectFrom('analysis')
    .select(['findings', 'state'])
    .where('id', '=', analysisId)
    .executeTakeFirstOrThrow();
  expect(row.state).toBe('completed');
  expect(filed.reports).toHaveLength(1);
  expect(filed.reports[0]?.status).toBe('preliminary');
  expect(row.findings.length).toBeGreaterThan(5);
  expect(filed.observations).toHaveLength(row.findings.length);
  expect(filed.observations.every(({ status }) => status === 'preliminary')).toBe(true);
  const observations = filed.observations.map(({ id }) => `Observation/${id}`).sort();
  expect(filed.reports[0]?.result?.map(({ reference }) => reference).sort()).toEqual(observations);
  expect(filed.messages.map(({ ack }) => ack)).toEqual(['AA']);
  await expectToldAsFiled(system, analysisId, filed);
  return filed;
}

/** All that the ledger says was made in the EHR, read back from there, is valid: against R4 and the profiles it names. */
async function expectValid(system: TestSystem, references: readonly string[]): Promise<void> {
  const made = references.filter((reference) => /^[A-Z][A-Za-z]+\/[^ ]+$/.test(reference));
  expect(made.length).toBeGreaterThan(0);
  for (const reference of made) {
    const { body } = await system.fhir(reference);
    expect([reference, validationErrors(body as Resource)]).toEqual([reference, []]);
  }
}

/** The ledger names what the destinations hold, and nothing else. */
async function expectToldAsFiled(system: TestSystem, analysisId: string, filed: Filed): Promise<void> {
  const deliveries = await system.db
    .selectFrom('delivery')
    .selectAll()
    .where('analysis_id', '=', analysisId)
    .execute();
  expect(deliveries.map(({ kind, state }) => `${kind} ${state}`).sort()).toEqual([
    'fhir acknowledged',
    'oru acknowledged',
  ]);
  const told = deliveries.flatMap(({ references }) => references);
  await expectValid(system, told);
  const results = told.filter((reference) => /^(DiagnosticReport|Observation)\//.test(reference));
  expect(results.sort()).toEqual(
    [
      ...filed.reports.map(({ id }) => `DiagnosticReport/${id}`),
      ...filed.observations.map(({ id }) => `Observation/${id}`),
    ].sort(),
  );
  expect(told.filter((reference) => reference.endsWith(' AA'))).toEqual(
    filed.messages.map(({ controlId }) => `${controlId} AA`),
  );
}

/** One PDF in the chart and one acknowledged message, and no coded result: neither in the EHR nor in the ledger. */
export async function expectFiledAsDocument(
  system: TestSystem,
  patient: Patient,
  analysisId: string,
): Promise<Filed> {
  const filed = await readFiled(system, patient);
  expect(filed).toMatchObject({ reports: [], observations: [], messages: [{ ack: 'AA', receipts: 1 }] });
  expect(filed.messages).toHaveLength(1);
  expect(filed.documents).toMatchObject([
    { docStatus: 'preliminary', content: [{ attachment: { contentType: 'application/pdf' } }] },
  ]);
  const deliveries = await system.db
    .selectFrom('delivery')
    .select(['kind', 'state', 'references'])
    .where('analysis_id', '=', analysisId)
    .orderBy('kind')
    .execute();
  expect(deliveries).toEqual([
    {
      kind: 'fhir',
      state: 'acknowledged',
      references: [`DocumentReference/${filed.documents[0]?.id ?? ''}`],
    },
    { kind: 'oru', state: 'acknowledged', references: [`${filed.messages[0]?.controlId ?? ''} AA`] },
  ]);
  await expectValid(system, [`DocumentReference/${filed.documents[0]?.id ?? ''}`]);
  return filed;
}

export async function expectNothingFiled(system: TestSystem, patient: Patient): Promise<void> {
  expect(await readFiled(system, patient)).toEqual({
    reports: [],
    observations: [],
    documents: [],
    messages: [],
  });
}

export const LOG_ARRIVES = { timeout: 10_000, interval: 50 };

function stopsTold(system: TestSystem, analysisId: string): string[] {
  const lines = system.logs().split('\n');
  const told = lines.filter((line) => line.includes('"analysis-stopped"') && line.includes(analysisId));
  return told.map((line) => (JSON.parse(line) as { code: string }).code);
}

/** The reason stands in the view and in one log line with the analysis's id, and nothing left the house. */
export async function expectStopped(
  system: TestSystem,
  patient: Patient,
  view: AnalysisView,
  { code, state }: { code: string; state: 'refused' | 'failed' },
): Promise<void> {
  expect(view).toMatchObject({ state, problem: { code }, deliveries: [], findings: [] });
  // The page may know of it before the line has come out of the worker's pipe.
  await expect.poll(() => stopsTold(system, view.id), LOG_ARRIVES).toEqual([code]);
  await expectNothingFiled(system, patient);
}
