import { AppError } from '#lib/platform/errors.ts';
import type { PatientIdentifier } from '#lib/standards/identifiers.ts';
import { patientSchema, type FhirPatient } from './fhir-schemas.ts';
import { readResource, searchResources, type ReadFhir } from './read-fhir.ts';
import { relativeReference } from './resolve-reference.ts';

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

/** Throws AppError `patient-unverifiable` where the EHR has no such patient, `patient-merged` where another one took its place. */
export async function readPatient(read: ReadFhir, patientId: string): Promise<PatientRecord> {
  const patient = await readOwn(read, patientId);
  if (patient === undefined) throw new AppError('patient-unverifiable', 'refused');
  if (replacedBy(patient, read.base) !== undefined) throw new AppError('patient-merged', 'refused');
  return toRecord(patient);
}

/**
 * Whoever bears this record now: itself, or the one that the EHR says has replaced it (FHIR R4 Patient.link). Undefined
 * where there is none. Throws AppError `patient-unverifiable` where the links go round in a circle.
 */
export async function followPatient(read: ReadFhir, patientId: string): Promise<PatientRecord | undefined> {
  const seen = new Set<string>();
  let id = patientId;
  for (;;) {
    if (seen.has(id)) throw new AppError('patient-unverifiable', 'refused');
    seen.add(id);
    const patient = await readOwn(read, id);
    const next = patient && replacedBy(patient, read.base);
    if (next === undefined) return patient && toRecord(patient);
    id = next;
  }
}

async function readOwn(read: ReadFhir, patientId: string): Promise<FhirPatient | undefined> {
  const patient = await readResource(read, `Patient/${encodeURIComponent(patientId)}`, patientSchema);
  return patient?.id === patientId ? patient : undefined;
}

/** A link to another server's patient replaces this one all the same, and can't be followed. */
function replacedBy({ id, link }: FhirPatient, base: string | undefined): string | undefined {
  const replacing = link.find(({ type }) => type === 'replaced-by');
  if (replacing === undefined) return undefined;
  const reference = relativeReference(replacing.other?.reference, base);
  return reference?.startsWith('Patient/') === true ? reference.slice('Patient/'.length) : id;
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
      const isOwn = patient.identifier.some((own) => own.system === system && own.value === value);
      // One that was merged keeps its identifiers, and is nobody any more.
      if (isOwn && replacedBy(patient, read.base) === undefined) found.set(patient.id, patient);
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
