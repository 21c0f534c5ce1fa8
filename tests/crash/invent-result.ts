import { randomUUID } from 'node:crypto';
import { enqueueDocuments } from '#lib/outbox/enqueue-documents.ts';
import { keepResult } from '#lib/pipeline/keep-result.ts';
import { routeResults } from '#lib/pipeline/route-results.ts';
import { statementReader } from '#lib/pipeline/statements.ts';
import { patientOfResult } from '#lib/pipeline/subject-of-result.ts';
import { writeDocuments } from '#lib/pipeline/write-documents.ts';
import { routesOf } from '#lib/platform/sites.ts';
import { routeName } from '#lib/platform/result-routes.ts';
import type { ResultPatient, StudyResult } from '#lib/results/study-result.ts';
import { readPatient } from '#lib/studies/read-patient.ts';
import type { StudyInstanceUid } from '#lib/standards/identifiers.ts';
import { orderedResult } from '#tests/support/study-result-fixture.ts';
import type { CrashSystem } from './crash-system.ts';

/** One result that the system has been given, as it has to stand at its destinations in the end. */
export interface Expected {
  readonly analysisId: string;
  readonly patientFhirId: string;
  /** The newest. */
  version: number;
  readonly destinations: readonly string[];
  /** Where the analysis was not invented. */
  readonly studyUid?: string;
}

const PDF = Buffer.from('%PDF-1.7\n% a result of nobody\n%%EOF\n');

/** A result with its documents and deliveries, committed as the pipeline commits them; `only` to these destinations. */
export async function giveResult(
  system: CrashSystem,
  only?: readonly string[],
  analysisId: string = randomUUID(),
): Promise<Expected> {
  const { patients } = system.hospital;
  const patient = patients[Math.floor(Math.random() * patients.length)];
  if (!patient) throw new Error('there is no patient');
  const destinations = only ?? routesOf(system.site).map(routeName);
  const expected = { analysisId, patientFhirId: patient.fhirId, version: 1, destinations };
  await give(system, expected, async (transaction) => {
    await transaction
      .insertInto('analysis')
      .values({
        id: analysisId,
        site: system.site.id,
        origin: 'order',
        launch_session_id: null,
        order_id: null,
        patient_id: patient.fhirId,
        study_uid: studyOf(analysisId),
        study: JSON.stringify({
          patientId: patient.fhirId,
          studyInstanceUid: studyOf(analysisId),
          endpoints: [],
          modalities: ['DX'],
        }),
        model_id: 'invented',
        model_version: '1.0.0',
        state: 'delivering',
      })
      .execute();
  });
  return expected;
}

/** The same result in its next version. */
export async function giveNextVersion(system: CrashSystem, expected: Expected): Promise<void> {
  const next = { ...expected, version: expected.version + 1 };
  await give(system, next, async (transaction) => {
    await transaction
      .updateTable('analysis')
      .set({ state: 'delivering' })
      .where('id', '=', expected.analysisId)
      .execute();
  });
  expected.version = next.version;
}

async function give(
  system: CrashSystem,
  expected: Expected,
  begin: (transaction: CrashSystem['db']) => Promise<void>,
): Promise<void> {
  const { db, site, queue } = system;
  const routing = await routeResults(site, statementReader(db));
  const taken = routing.taken.filter(({ route }) => expected.destinations.includes(routeName(route)));
  const result = resultOf(expected, await patientOf(system, expected.patientFhirId));
  const documents = writeDocuments([result], site, taken, PDF);
  await db.transaction().execute(async (transaction) => {
    await begin(transaction);
    const { analysisId: id, version } = expected;
    await keepResult(transaction, result);
    await enqueueDocuments(transaction, queue, { id, site: site.id, version }, documents);
  });
}

export function studyOf(analysisId: string): StudyInstanceUid {
  return `2.25.${String(BigInt(`0x${analysisId.replaceAll('-', '')}`))}` as StudyInstanceUid;
}

const known = new WeakMap<CrashSystem, Map<string, ResultPatient>>();

/** As the EHR has them: before each write that is compared. */
async function patientOf(system: CrashSystem, fhirId: string): Promise<ResultPatient> {
  const patients = known.get(system) ?? new Map<string, ResultPatient>();
  known.set(system, patients);
  const read = async (path: string) => (await system.fhir(path)).body;
  const patient = patients.get(fhirId) ?? patientOfResult(await readPatient(read, fhirId), system.site);
  patients.set(fhirId, patient);
  return patient;
}

function resultOf({ analysisId, version }: Expected, patient: ResultPatient): StudyResult {
  const invented = {
    ...orderedResult,
    analysisId,
    version,
    patient,
    study: { studyInstanceUid: studyOf(analysisId) },
  };
  for (const key of ['order', 'prior'] as const) Reflect.deleteProperty(invented, key);
  return invented;
}
