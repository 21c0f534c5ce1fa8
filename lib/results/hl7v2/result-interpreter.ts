import { toHl7Timestamp } from '#lib/results/hl7v2/date-time.ts';
import type { FieldValue } from '#lib/results/hl7v2/segment-writer.ts';
import { signerOf } from '#lib/results/report-status.ts';
import type { StudyResult } from '#lib/results/study-result.ts';

/**
 * OBR-32 (NDL; its first component a CNN, 2.A.10): who answers for the result, and until when it was read. Throws
 * AppError `report-not-signed`; a status that claims no signature names no signer.
 */
export function resultInterpreter(result: StudyResult): FieldValue {
  const signer = signerOf(result);
  if (signer === undefined) return undefined;
  const id = signer.reference?.replace(/^.*\//, '');
  return [[id, signer.display], undefined, toHl7Timestamp(signer.signedAt)];
}
