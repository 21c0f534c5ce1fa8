import { backendTokenSource } from '#lib/launch/backend-token.ts';
import { readConfig } from '#lib/platform/config.ts';
import { openDatabase, type Db } from '#lib/platform/database.ts';
import { filingAtEhr, type Site } from '#lib/platform/sites.ts';
import type { EhrName } from '#sandbox/manners/manners-of.ts';
import type { Demo } from './start-demo.ts';
import { launchAndAnalyse, ToldProblem } from './launch-and-analyse.ts';
import { orderOnePatient, type OrderSummary } from './order-one-patient.ts';
import { openReadBack, type ReadBack } from './read-back.ts';
import { summariseFilm, type FilmSummary } from './summarise-film.ts';

type AtEhr = 'report' | 'document' | 'nothing';

export interface Summary {
  readonly ehr: EhrName;
  /** In what form the EHR takes the result over FHIR; the HL7 engine has it in any case. */
  readonly atEhr: AtEhr;
  readonly films: readonly FilmSummary[];
  readonly orderTriggered: OrderSummary;
  readonly totalMs: number;
  readonly ok: boolean;
}

/**
 * The main job with no hands: an order for one patient with nobody watching, then every patient launched from the
 * chart. What was filed is read back from the EHR and the HL7 engine before it is told.
 */
export async function runOnce(demo: Demo, say: (line: string) => void): Promise<Summary> {
  const started = performance.now();
  const db = openDatabase(demo.sightline.databaseUrl, 2);
  try {
    const site = readSite(demo);
    const atEhr = filedAtEhr(site);
    const readBack = openReadBack(demo, backendTokenSource(site));
    const orderTriggered = await orderOnePatient(demo, db, readBack, say);
    const problems = await launchAll(demo, say);
    const films = await summariseAll(demo, db, readBack, problems);
    // A folder with nothing in it is a mistake, and no success.
    const ok =
      films.length > 0 &&
      films.every((film) => isRight(film, atEhr)) &&
      (orderTriggered.outcome === 'analysed' || !films.some((film) => film.outcome === 'analysed'));
    const { ehr } = demo.hospital;
    return { ehr, atEhr, films, orderTriggered, totalMs: Math.round(performance.now() - started), ok };
  } finally {
    await db.destroy();
  }
}

/** Its backend client's own token reads back: that is nobody's session. */
function readSite(demo: Demo): Site {
  const config = readConfig({
    ...process.env,
    DATABASE_URL: demo.sightline.databaseUrl,
    SIGHTLINE_SITES: demo.sitesFile,
    SIGHTLINE_KEY_FILE: demo.keyFile,
  });
  const [site] = config.sites;
  if (!site) throw new Error('sites.json names no site');
  return site;
}

/** A launch that was refused as a whole is the reason of each of its films. */
async function launchAll(demo: Demo, say: (line: string) => void): Promise<Map<string, string>> {
  const problems = new Map<string, string>();
  for (const [index, patient] of demo.hospital.patients.entries()) {
    say(`launch ${String(index + 1)} of ${String(demo.hospital.patients.length)}`);
    try {
      await launchAndAnalyse(demo.hospital.ehrUrl, demo.appUrl, patient.fhirId);
    } catch (error) {
      problems.set(patient.fhirId, error instanceof ToldProblem ? error.code : 'unexpected');
      if (!(error instanceof ToldProblem))
        say(error instanceof Error ? `${error.name}: ${error.message}` : 'unexpected');
    }
  }
  return problems;
}

async function summariseAll(
  demo: Demo,
  db: Db,
  readBack: ReadBack,
  problems: ReadonlyMap<string, string>,
): Promise<FilmSummary[]> {
  const films: FilmSummary[] = [];
  for (const film of demo.hospital.films) {
    if ('refused' in film) {
      films.push({ file: film.file, studyInstanceUid: null, outcome: 'refused', reason: film.refused });
      continue;
    }
    films.push(await summariseFilm(db, readBack, film, problems.get(film.patientFhirId)));
  }
  return films;
}

function filedAtEhr(site: Site): AtEhr {
  const filing = filingAtEhr(site);
  if (filing === undefined) return 'nothing';
  return filing.DiagnosticReport === 'never' ? 'document' : 'report';
}

/**
 * A refused film has a reason and nothing filed of its own; an analysed one stands at the engine and in the EHR, in the
 * one form that the EHR takes.
 */
function isRight(film: FilmSummary, atEhr: AtEhr): boolean {
  if (film.outcome !== 'analysed') return film.fault === undefined;
  const found = {
    report: film.diagnosticReport !== undefined && film.observations.length === film.findings.length,
    document: film.documentReference !== undefined,
  };
  const others = [film.diagnosticReport, ...film.observations].some((each) => each !== undefined);
  const isInEhr = {
    report: found.report && !found.document,
    document: found.document && !others,
    nothing: !found.document && !others,
  };
  return film.oru?.ack === 'AA' && isInEhr[atEhr];
}
