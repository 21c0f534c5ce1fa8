import type { HL7Message, HL7Segment } from 'hl7v2';
import { invalid, missing, readIdentifiers, valueOf } from './read-segments.ts';
import type { PatientChange } from './patient-change.ts';

/**
 * HL7 v2.5.1 chapter 3: updates (A08, A31), merges (A18, A34, A36, A39, A40) and numbers that were changed or moved (A30,
 * A43, A46, A47, A49), the older ones of which newer versions of the standard keep for compatibility.
 */
const UPDATES = new Set(['A08', 'A31']);
const MERGES = new Set(['A18', 'A30', 'A34', 'A36', 'A39', 'A40', 'A43', 'A46', 'A47', 'A49']);

/** Throws AppError `order-invalid` naming the segment: of another trigger, or one that names no patient to change. */
export function parsePatientChange(
  message: HL7Message,
  authorities: Readonly<Record<string, string>>,
): PatientChange {
  const trigger = valueOf(message.header, 9, 2) ?? '';
  const isMerge = MERGES.has(trigger);
  if (!isMerge && !UPDATES.has(trigger)) throw invalid('MSH-9');
  return {
    control: 'patient-change',
    sendingApplication: valueOf(message.header, 3) ?? '',
    controlId: valueOf(message.header, 10) ?? missing('MSH-10'),
    trigger,
    changes: patientsOf(message).map(({ pid, mrg }) => {
      const patientIdentifiers = readIdentifiers(pid, 3, authorities);
      const priorIdentifiers = mrg ? readIdentifiers(mrg, 1, authorities) : [];
      if (patientIdentifiers.length === 0) throw invalid('PID-3');
      if (isMerge && priorIdentifiers.length === 0) throw invalid('MRG-1');
      return { patientIdentifiers, priorIdentifiers };
    }),
  };
}

/** A merge may repeat its group of PID and MRG (2.5.1 3.3.40). */
function patientsOf(message: HL7Message): { pid: HL7Segment; mrg?: HL7Segment }[] {
  const groups: { pid: HL7Segment; mrg?: HL7Segment }[] = [];
  for (const segment of message.segments) {
    if (segment.segmentType === 'PID') groups.push({ pid: segment });
    const group = groups.at(-1);
    if (segment.segmentType === 'MRG' && group) group.mrg = segment;
  }
  return groups.length === 0 ? missing('PID') : groups;
}
