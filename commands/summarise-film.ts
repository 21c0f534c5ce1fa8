import type { Finding } from '#lib/findings/finding.ts';
import type { Db } from '#lib/platform/database.ts';
import type { ReadBack } from './read-back.ts';

interface FilmIdentity {
  readonly file: string;
  readonly studyInstanceUid: string | null;
}

/** What the destinations hold of one analysis, as they tell it themselves. */
export interface FiledResult {
  readonly diagnosticReport?: string;
  readonly observations: readonly string[];
  readonly documentReference?: string;
  readonly oru?: { readonly controlId: string; readonly ack: string };
}

export type FilmSummary =
  | (FilmIdentity & {
      readonly outcome: 'refused';
      readonly reason: string;
      /** Not by rule: something was broken, and the run is not ok. */
      readonly fault?: true;
    })
  | (FilmIdentity &
      FiledResult & {
        readonly outcome: 'analysed';
        readonly findings: readonly (Pick<Finding, 'label' | 'probability' | 'presence'> & {
          readonly present: boolean;
        })[];
        readonly retrieveMs?: number;
        readonly decodeMs?: number;
        readonly inferenceMs?: number;
      });

/** One film's way, from the analysis that has it; a study refused as a whole lends its reason to each film. */
export async function summariseFilm(
  db: Db,
  readBack: ReadBack,
  film: { file: string; studyInstanceUid: string; sopInstanceUid: string; patientFhirId: string },
  launchProblem: string | undefined,
): Promise<FilmSummary> {
  const identity = { file: film.file, studyInstanceUid: film.studyInstanceUid };
  const analysis = await db
    .selectFrom('analysis')
    .selectAll()
    .where('study_uid', '=', film.studyInstanceUid)
    .where('patient_id', '=', film.patientFhirId)
    .orderBy('created_at', 'desc')
    .executeTakeFirst();
  if (!analysis)
    return { ...identity, outcome: 'refused', reason: launchProblem ?? 'not-analysed', fault: true };
  const row = await db
    .selectFrom('analysis_film')
    .selectAll()
    .where('analysis_id', '=', analysis.id)
    .where('sop_uid', '=', film.sopInstanceUid)
    .executeTakeFirst();
  if (row?.outcome === 'refused')
    return { ...identity, outcome: 'refused', reason: row.reason ?? 'unexpected' };
  const problem = analysis.problem_code ?? (row ? undefined : 'film-not-retrieved');
  if (problem !== undefined)
    return {
      ...identity,
      outcome: 'refused',
      reason: problem,
      ...(analysis.state === 'refused' ? {} : { fault: true }),
    };
  const { retrieveMs, decodeMs, inferenceMs } = analysis.timings;
  return {
    ...identity,
    outcome: 'analysed',
    findings: ((row?.findings ?? []) as Finding[]).map(({ label, probability, presence }) => ({
      label,
      probability: Math.round(probability * 1000) / 1000,
      presence,
      present: presence === 'present',
    })),
    ...(retrieveMs === undefined ? {} : { retrieveMs }),
    ...(decodeMs === undefined ? {} : { decodeMs }),
    ...(inferenceMs === undefined ? {} : { inferenceMs }),
    ...(await readFiled(db, readBack, analysis.id)),
  };
}

/** The deliveries' references, each read back from where it went. */
export async function readFiled(db: Db, readBack: ReadBack, analysisId: string): Promise<FiledResult> {
  const deliveries = await db
    .selectFrom('delivery')
    .selectAll()
    .where('analysis_id', '=', analysisId)
    .execute();
  const references = deliveries
    .filter(({ kind }) => kind === 'fhir')
    .flatMap((delivery) => delivery.references);
  const ofType = (type: string) => references.filter((reference) => reference.startsWith(`${type}/`));
  const [report] = await Promise.all(ofType('DiagnosticReport').map(readBack.resource));
  const observations = await Promise.all(ofType('Observation').map(readBack.resource));
  const [document] = await Promise.all(ofType('DocumentReference').map(readBack.resource));
  const message = deliveries.find(({ kind }) => kind === 'oru');
  const oru = message && (await readBack.message(message.identity));
  return {
    ...(report === undefined ? {} : { diagnosticReport: report }),
    observations: observations.filter((reference) => reference !== undefined),
    ...(document === undefined ? {} : { documentReference: document }),
    ...(oru ? { oru } : {}),
  };
}
