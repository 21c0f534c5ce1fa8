import type { Bundle, Resource } from '@medplum/fhirtypes';
import { AppError } from '#lib/platform/errors.ts';
import type { ResultPatient } from '#lib/results/study-result.ts';

/**
 * The patient as a server knows them that isn't their EHR's: by the site's identifier (FHIR R4 references.html#logical).
 * Throws AppError `patient-identifier-missing`: a result that names no patient would be filed on a guess.
 */
export function nameSubjectByIdentifier(bundle: Bundle, patient: ResultPatient): Bundle {
  const known = patient.identifiers.find(({ system }) => system !== undefined);
  if (known?.system === undefined) throw new AppError('patient-identifier-missing', 'permanent');
  const subject = { type: 'Patient', identifier: { system: known.system, value: known.value } };
  const own = `Patient/${patient.fhirId}`;
  const rename = (resource: Resource): Resource =>
    JSON.parse(JSON.stringify(resource), (_, value: unknown) =>
      isReferenceTo(own, value) ? subject : value,
    ) as Resource;
  const entry = (bundle.entry ?? []).map((each) =>
    each.resource === undefined ? each : { ...each, resource: rename(each.resource) },
  );
  return { ...bundle, entry };
}

function isReferenceTo(reference: string, value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'reference' in value && value.reference === reference;
}
