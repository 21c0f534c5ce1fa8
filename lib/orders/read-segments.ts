/** What the messages of a site's feed are read with: fields as trimmed text, and patients' numbers with their authorities. */
import type { HL7Segment } from 'hl7v2';
import { AppError } from '#lib/platform/errors.ts';
import { isUid, type PatientIdentifier } from '#lib/standards/identifiers.ts';

/** A field of CX repetitions (PID-3, MRG-1); its authority is an OID (CX.4.2 with ISO) or a namespace that the site maps. */
export function readIdentifiers(
  segment: HL7Segment,
  field: number,
  authorities: Readonly<Record<string, string>>,
): PatientIdentifier[] {
  return segment.field(field).repetitions.flatMap((repetition) => {
    const value = asText(repetition.getValue(1));
    if (value === undefined) return [];
    const oid = asText(repetition.getValue(4, 2));
    const namespace = asText(repetition.getValue(4, 1));
    const isOid = oid !== undefined && isUid(oid) && asText(repetition.getValue(4, 3)) === 'ISO';
    const system = isOid ? `urn:oid:${oid}` : namespace === undefined ? undefined : authorities[namespace];
    return [{ value, ...(system === undefined ? {} : { system }) }];
  });
}

export function valueOf(segment: HL7Segment, field: number, component = 1): string | undefined {
  return asText(segment.field(field).getValue(component));
}

function asText(value: unknown): string | undefined {
  const text = typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
  // PostgreSQL keeps none, however often it is sent: told as "try again", it would block the sender's queue for ever.
  if (text.includes('\0')) throw invalid('NUL');
  return text === '' || text === '""' ? undefined : text;
}

export function invalid(field: string): AppError {
  return new AppError('order-invalid', 'refused', { fields: { field } });
}

export function missing(field: string): never {
  throw invalid(field);
}
