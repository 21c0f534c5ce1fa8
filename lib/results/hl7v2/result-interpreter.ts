import { AppError } from '#lib/platform/errors.ts';
import { toHl7Timestamp } from '#lib/results/hl7v2/date-time.ts';
import type { FieldValue } from '#lib/results/hl7v2/segment-writer.ts';
import type { StudyResult } from '#lib/results/study-result.ts';

interface Signer {
  readonly reference?: string;
  readonly display: string;
  readonly signedAt: string;
}

const SIGNED = new Set<StudyResult['status']>(['final', 'amended', 'corrected']);

/**
 * OBR-32 (NDL; its first component a CNN, 2.A.10): who answers for the result, and when it was signed. Throws AppError
 * `result-not-signed` for a status that says more than anybody has. No other status names a signer.
 */
export function resultInterpreter(result: StudyResult): FieldValue {
  if (!SIGNED.has(result.status)) return undefined;
  const { signedBy } = result as StudyResult & { readonly signedBy?: Signer };
  if (signedBy === undefined || signedBy.display.trim() === '')
    throw new AppError('result-not-signed', 'permanent');
  const id = signedBy.reference?.replace(/^Practitioner\//, '');
  return [[id, signedBy.display], undefined, toHl7Timestamp(signedBy.signedAt)];
}
