import type { PatientIdentifier } from '#lib/standards/identifiers.ts';

/** Whether what a message names is one of these: number and authority together. */
export function isOfPatient(
  { patientIdentifiers }: { readonly patientIdentifiers: readonly PatientIdentifier[] },
  identifiers: readonly PatientIdentifier[],
): boolean {
  return identifiers.some(({ system, value }) =>
    patientIdentifiers.some((named) => named.system === system && named.value === value),
  );
}
