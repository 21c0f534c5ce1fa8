import type { OruEnvelope } from '#lib/results/hl7v2/oru-options.ts';
import {
  type FieldValue,
  repeated,
  type Segments,
  toHl7Text,
  writeSegment,
} from '#lib/results/hl7v2/segment-writer.ts';
import { toHl7Timestamp } from '#lib/results/hl7v2/date-time.ts';
import type { ResultPatient, StudyResult } from '#lib/results/study-result.ts';
import { AppError } from '#lib/platform/errors.ts';
import type { PatientIdentifier } from '#lib/standards/identifiers.ts';
import {
  ADMINISTRATIVE_SEX,
  IDENTIFIER_TYPES,
  NAME_TYPE_LEGAL,
  NAME_TYPE_UNKNOWN,
  PATIENT_CLASS_UNKNOWN,
  UNIVERSAL_ID_TYPES,
} from '#lib/standards/hl7-tables.ts';

/** PID. Throws `patient-identifier-missing`: a result that names no patient would be filed on a guess. */
export function writePid(segments: Segments, patient: ResultPatient, options: OruEnvelope): void {
  const named = patient.identifiers.filter(({ value }) => toHl7Text(value).trim() !== '');
  if (named.length === 0) throw new AppError('patient-identifier-missing', 'permanent');
  writeSegment(segments, 'PID', {
    1: '1',
    3: repeated(named.map((identifier) => identifierOf(identifier, options))),
    5: nameOf(patient),
    7: patient.birthDate === undefined ? undefined : toHl7Timestamp(patient.birthDate),
    8: patient.sex === undefined ? undefined : ADMINISTRATIVE_SEX[patient.sex],
  });
}

/** PV1: the class is required, and the order's way in does not tell it. */
export function writePv1(segments: Segments, { order }: StudyResult): void {
  const visit = order?.visitNumber;
  writeSegment(segments, 'PV1', {
    1: '1',
    2: PATIENT_CLASS_UNKNOWN,
    19: visit === undefined ? undefined : [visit, undefined, undefined, undefined, IDENTIFIER_TYPES.visit],
  });
}

/** CX (2.A.14). */
function identifierOf(identifier: PatientIdentifier, options: OruEnvelope): FieldValue {
  const type = identifier.type ?? IDENTIFIER_TYPES.patientInternal;
  return [identifier.value, undefined, undefined, assigningAuthority(identifier, options), type];
}

/** HD (2.A.33): namespace, universal id and its type. */
function assigningAuthority(
  { system }: PatientIdentifier,
  { assigningAuthorities }: OruEnvelope,
): readonly (string | undefined)[] | undefined {
  if (system === undefined) return undefined;
  const known = assigningAuthorities?.[system];
  if (typeof known === 'object' && known.universalId !== undefined)
    return [known.namespace, known.universalId, known.universalIdType];
  const namespace = typeof known === 'object' ? known.namespace : known;
  const oid = /^urn:oid:([\d.]+)$/.exec(system)?.[1];
  return oid === undefined
    ? [namespace, system, UNIVERSAL_ID_TYPES.uri]
    : [namespace, oid, UNIVERSAL_ID_TYPES.oid];
}

/** XPN: family, given, further given names, and the name's type. */
function nameOf({ family, given }: ResultPatient): (string | undefined)[] {
  const [first, ...further] = given ?? [];
  const type = family === undefined && first === undefined ? NAME_TYPE_UNKNOWN : NAME_TYPE_LEGAL;
  const others = further.length === 0 ? undefined : further.join(' ');
  return [family, first, others, undefined, undefined, undefined, type];
}
