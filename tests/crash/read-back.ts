import { controlIdOf } from '#lib/results/hl7v2/control-id.ts';
import type { CrashSystem } from './crash-system.ts';
import { RESULTS_SERVER } from './crash-system.ts';
import type { Expected } from './invent-result.ts';

/** What one destination holds of one result, asked of the destination. */
export interface Standing {
  readonly destination: string;
  /** How often the result's current version stands there. */
  readonly current: number;
  /** How often anything of it stands there that must not: doubles, and versions that the current one replaces. */
  readonly excess: number;
}

interface Resource {
  readonly id: string;
  readonly identifier?: readonly { readonly system?: string; readonly value?: string }[];
}

type Ask = (expected: Expected) => Promise<Standing>;

/** Asks every destination for these results. */
export async function readBack(
  system: CrashSystem,
  all: readonly Expected[],
): Promise<(Standing & { analysisId: string })[]> {
  const ehr = await readEhr(system, all);
  const standings = all.map(async (expected) => {
    const asked = expected.destinations.map(async (destination) => {
      const ask: Ask =
        destination === 'ehr'
          ? ehr
          : destination === RESULTS_SERVER
            ? readResultsServer(system)
            : readEngine(system);
      return { ...(await ask(expected)), analysisId: expected.analysisId };
    });
    return Promise.all(asked);
  });
  return (await Promise.all(standings)).flat();
}

/** By patient: what neither Epic nor Oracle Health lets anybody search by identifier is found all the same. */
async function readEhr(system: CrashSystem, all: readonly Expected[]): Promise<Ask> {
  const found = new Map<string, number>();
  const note = (key: string) => found.set(key, (found.get(key) ?? 0) + 1);
  for (const patient of new Set(all.map(({ patientFhirId }) => patientFhirId)))
    for (const type of system.hospital.ehr === 'open'
      ? ['DiagnosticReport', 'Observation']
      : ['DocumentReference'])
      for (const { identifier = [] } of await search(system, `${type}?patient=${patient}&_count=1000`))
        for (const { value = '' } of identifier) note(`${type} ${value}`);
  const count = (key: string) => found.get(key) ?? 0;
  return ({ analysisId, version }) => {
    const current = [
      `DiagnosticReport ${analysisId}.v${String(version)}`,
      `DocumentReference ${analysisId}.v${String(version)}`,
    ];
    const whole = [`DiagnosticReport ${analysisId}`, `DocumentReference ${analysisId}.document`];
    const sum = (keys: readonly string[]) => keys.reduce((total, key) => total + count(key), 0);
    const doubled = [...found].filter(
      ([key, times]) => times > 1 && key.startsWith(`Observation ${analysisId}.`) && !/\.v\d+$/.test(key),
    );
    return Promise.resolve({
      destination: 'ehr',
      current: Math.min(1, sum(current)),
      excess: Math.max(0, sum(whole) - 1) + doubled.length,
    });
  };
}

async function search({ fhir }: CrashSystem, query: string): Promise<Resource[]> {
  const { status, body } = await fhir(query);
  if (status !== 200) throw new Error(`the EHR answered ${String(status)} to ${query.split('?')[0] ?? ''}`);
  return ((body as { entry?: { resource: Resource }[] }).entry ?? []).map(({ resource }) => resource);
}

function readResultsServer({ results, site }: CrashSystem): Ask {
  const named = (value: string) => `${site.identifierSystem}|${value}`;
  return ({ analysisId, version }) => {
    const reports = results.bearing('DiagnosticReport', named(analysisId));
    const isCurrent = reports.filter(({ identifiers }) =>
      identifiers.some((each) => each.endsWith(`|${analysisId}.v${String(version)}`)),
    );
    const doubled = ['effusion', 'cardiomegaly', 'nodule'].flatMap((label) =>
      results.bearing('Observation', named(`${analysisId}.${label}`)).slice(1),
    );
    return Promise.resolve({
      destination: RESULTS_SERVER,
      current: Math.min(1, isCurrent.length),
      excess: Math.max(0, reports.length - 1) + doubled.length,
    });
  };
}

function readEngine({ engine }: CrashSystem): Ask {
  return ({ analysisId, version }) => {
    const taken = (each: number) => engine.taken.get(controlIdOf(analysisId, each, 'hl7-engine')) ?? 0;
    const versions = Array.from({ length: version }, (_, index) => index + 1);
    const order = [...engine.taken.keys()];
    const came = versions
      .map((each) => order.indexOf(controlIdOf(analysisId, each, 'hl7-engine')))
      .filter((at) => at >= 0);
    const overtaken = came.filter((at, index) => index > 0 && at < (came[index - 1] ?? 0)).length;
    const again = versions.reduce((sum, each) => sum + Math.max(0, taken(each) - 1), 0);
    return Promise.resolve({
      destination: 'hl7-engine',
      current: Math.min(1, taken(version)),
      excess: again + overtaken,
    });
  };
}
