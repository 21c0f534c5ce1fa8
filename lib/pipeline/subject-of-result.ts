/** Whose a result is: by what it is filed, and what of that has changed since. */
import type { Site } from '#lib/platform/sites.ts';
import type { ResultPatient } from '#lib/results/study-result.ts';
import type { PatientRecord } from '#lib/studies/read-patient.ts';

/**
 * Only the systems that the site uses in PID-3: an engine that takes the first identifier for the record number must
 * not meet an insurer's, and a social security number concerns nobody there.
 */
export function patientOfResult(patient: PatientRecord, site: Site): ResultPatient {
  const identifiers = patient.identifiers.filter(
    ({ system }) => system !== undefined && site.fhir.patientIdentifierSystems.includes(system),
  );
  const { fhirId, family, given, birthDate, sex } = patient;
  return {
    fhirId,
    identifiers,
    ...(family === undefined ? {} : { family }),
    ...(given === undefined ? {} : { given }),
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(sex === undefined ? {} : { sex }),
  };
}

/** The same person by the same numbers, born on the same day: less is another patient until somebody has looked. */
export function isSameIdentity(a: ResultPatient, b: ResultPatient): boolean {
  return a.fhirId === b.fhirId && numbersOf(a) === numbersOf(b) && a.birthDate === b.birthDate;
}

/** Nothing that a report says of its patient has changed, the name neither. */
export function isSamePerson(a: ResultPatient, b: ResultPatient): boolean {
  const nameOf = ({ family = '', given = [] }: ResultPatient) => JSON.stringify([family, given]);
  return isSameIdentity(a, b) && a.sex === b.sex && nameOf(a) === nameOf(b);
}

function numbersOf({ identifiers }: ResultPatient): string {
  return identifiers
    .map(({ system, value }) => `${system ?? ''}|${value}`)
    .sort()
    .join();
}
