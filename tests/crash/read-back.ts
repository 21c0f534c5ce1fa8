import { controlIdOf } from '#lib/results/hl7v2/control-id.ts';
import { RESULTS_SERVER, type CrashSystem } from './crash-system.ts';
import { studyOf, type Expected } from './invent-result.ts';
import { readEhr, type Names } from './read-ehr.ts';

/** What one destination holds of one result, asked of the destination. */
export interface Standing {
  readonly analysisId: string;
  readonly destination: string;
  /** Whether the result's current version stands there. */
  readonly isThere: boolean;
  /** Doubles, and old versions that came after newer ones. */
  readonly excess: number;
}

type Told = Pick<Standing, 'isThere' | 'excess'>;

/** Asks every destination for these results. */
export async function readBack(system: CrashSystem, all: readonly Expected[]): Promise<Standing[]> {
  const names = all.some(({ destinations }) => destinations.includes('ehr'))
    ? await readEhr(system, all)
    : new Map<string, number>();
  const order = new Map([...system.engine.taken.keys()].map((controlId, index) => [controlId, index]));
  const tell = (destination: string, expected: Expected): Told => {
    if (destination === 'ehr') return tellEhr(names, expected);
    return destination === RESULTS_SERVER
      ? tellResultsServer(system, expected)
      : tellEngine(system, order, expected);
  };
  return all.flatMap((expected) =>
    expected.destinations.map((destination) => ({
      analysisId: expected.analysisId,
      destination,
      ...tell(destination, expected),
    })),
  );
}

function tellEhr(names: Names, { analysisId, version, studyUid }: Expected): Told {
  const count = (key: string) => names.get(key) ?? 0;
  const documents = count(`DocumentReference urn:oid:${studyUid ?? studyOf(analysisId)}`);
  const reports = count(`DiagnosticReport ${analysisId}`);
  const isFinding = (key: string) => key.startsWith(`Observation ${analysisId}.`) && !/\.v\d+$/.test(key);
  const doubled = [...names].filter(([key, times]) => times > 1 && isFinding(key)).length;
  return {
    isThere: documents > 0 || count(`DiagnosticReport ${analysisId}.v${String(version)}`) > 0,
    excess: Math.max(0, documents + reports - 1) + doubled,
  };
}

function tellResultsServer({ results, site }: CrashSystem, { analysisId, version }: Expected): Told {
  const named = (value: string) => `${site.identifierSystem}|${value}`;
  const reports = results.bearing('DiagnosticReport', named(analysisId));
  const isCurrent = (name: string) => name.endsWith(`|${analysisId}.v${String(version)}`);
  const doubled = results
    .bearingLike(`Observation ${named(analysisId)}.`)
    .filter((times) => times > 1).length;
  return {
    isThere: reports.some(({ identifiers }) => identifiers.some(isCurrent)),
    excess: Math.max(0, reports.length - 1) + doubled,
  };
}

function tellEngine(
  { engine }: CrashSystem,
  order: ReadonlyMap<string, number>,
  { analysisId, version }: Expected,
): Told {
  const ids = Array.from({ length: version }, (_, index) => controlIdOf(analysisId, index + 1, 'hl7-engine'));
  const taken = (controlId: string) => engine.taken.get(controlId) ?? 0;
  const came = ids.flatMap((controlId) => order.get(controlId) ?? []);
  const overtaken = came.filter((at, index) => index > 0 && at < (came[index - 1] ?? 0)).length;
  return {
    isThere: taken(ids.at(-1) ?? '') > 0,
    excess: ids.reduce((sum, each) => sum + Math.max(0, taken(each) - 1), 0) + overtaken,
  };
}
