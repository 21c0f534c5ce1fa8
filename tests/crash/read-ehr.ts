import type { CrashSystem } from './crash-system.ts';
import type { Expected } from './invent-result.ts';

interface Identified {
  readonly identifier?: readonly { readonly value?: string }[];
  readonly context?: { readonly related?: readonly { readonly identifier?: { readonly value?: string } }[] };
}

/** How often what bears a name stands in the EHR: `Type name`. */
export type Names = ReadonlyMap<string, number>;

/** Everything in the charts of these results' patients: by patient, because neither Epic nor Oracle Health finds it otherwise. */
export async function readEhr(system: CrashSystem, all: readonly Expected[]): Promise<Names> {
  const types = system.hospital.ehr === 'open' ? ['DiagnosticReport', 'Observation'] : ['DocumentReference'];
  const found = new Map<string, number>();
  for (const patient of new Set(all.map(({ patientFhirId }) => patientFhirId)))
    for (const type of types)
      for (const resource of await search(system, `${type}?patient=${patient}&_count=1000`))
        for (const name of namesOf(resource)) {
          const key = `${type} ${name}`;
          found.set(key, (found.get(key) ?? 0) + 1);
        }
  return found;
}

/** Oracle Health keeps no identifier of a document: there the study that it is about is its name. */
function namesOf({ identifier = [], context }: Identified): string[] {
  const studies = (context?.related ?? []).map((each) => each.identifier?.value);
  return [...identifier.map(({ value }) => value), ...studies].filter((name) => name !== undefined);
}

async function search({ fhir }: CrashSystem, query: string): Promise<Identified[]> {
  const { status, body } = await fhir(query);
  if (status !== 200) throw new Error(`the EHR answered ${String(status)} to ${query.split('?')[0] ?? ''}`);
  return ((body as { entry?: { resource: Identified }[] }).entry ?? []).map(({ resource }) => resource);
}
