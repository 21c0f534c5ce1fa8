import { AppError } from '#lib/platform/errors.ts';
import type { PatientIdentifier } from '#lib/standards/identifiers.ts';
import { patientSchema, type FhirPatient } from './fhir-schemas.ts';
import { readResource, searchResources, type ReadFhir } from './read-fhir.ts';

/** The EHR's patient, as the chart knows them. */
export interface PatientRecord {
  readonly fhirId: string;
  readonly identifiers: readonly PatientIdentifier[];
  readonly family?: string;
  readonly given?: readonly string[];
  readonly displayName: string;
  readonly birthDate?: string;
  readonly sex?: 'male' | 'female' | 'other' | 'unknown';
}

/** Throws AppError `patient-unverifiable` where the EHR has no such patient. */
export async function readPatient(read: ReadFhir, patientId: string): Promise<PatientRecord> {
  const patient = await readResource(read, `Patient/${encodeURIComponent(patientId)}`, patientSchema);
  if (patient?.id !== patientId) throw new AppError('patient-unverifiable', 'refused');
  return toRecord(patient);
}

/** The one patient who bears one of these identifiers, whatever else the server's search brings. Throws AppError `patient-unverifiable` for none or several. */
export async function findPatient(
  read: ReadFhir,
  identifiers: readonly PatientIdentifier[],
): Promise<PatientRecord> {
  const found = new Map<string, FhirPatient>();
  for (const { system, value } of identifiers) {
    if (system === undefined) continue;
    const token = `${system.replaceAll(/[\\,|$]/g, '\\$&')}|${value.replaceAll(/[\\,|$]/g, '\\$&')}`;
    const patients = await searchResources(
      read,
      `Patient?identifier=${encodeURIComponent(token)}`,
      patientSchema,
    );
    for (const patient of patients) {
      if (patient.identifier.some((own) => own.system === system && own.value === value))
        found.set(patient.id, patient);
    }
  }
  const [only, ...others] = found.values();
  if (!only || others.length > 0)
    throw new AppError('patient-unverifiable', 'refused', { fields: { found: found.size } });
  return toRecord(only);
}

function toRecord(patient: FhirPatient): PatientRecord {
  const name = patient.name.find((each) => each.use === 'official') ?? patient.name[0];
  const assembled = [...(name?.given ?? []), name?.family].filter(Boolean).join(' ');
  return {
    fhirId: patient.id,
    identifiers: patient.identifier.flatMap(({ system, value }) =>
      value === undefined ? [] : [{ value, ...(system === undefined ? {} : { system }) }],
    ),
    displayName: name?.text ?? assembled,
    ...(name?.family === undefined ? {} : { family: name.family }),
    ...(name?.given === undefined ? {} : { given: name.given }),
    ...(patient.birthDate === undefined ? {} : { birthDate: patient.birthDate }),
    ...(patient.gender === undefined ? {} : { sex: patient.gender }),
  };
}
