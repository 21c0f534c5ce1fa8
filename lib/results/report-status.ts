import { AppError } from '#lib/platform/errors.ts';
import type { ReportStatus, Signer, StudyResult } from '#lib/results/study-result.ts';

/** What each status claims, in one place: writers ask here, so that none shows more approval than there is. */

const SIGNED: ReadonlySet<ReportStatus> = new Set(['final', 'amended', 'corrected']);
const WITHDRAWN: ReadonlySet<ReportStatus> = new Set(['cancelled', 'entered-in-error']);

/** Taken back: nothing that it found is shown as found any more. */
export function isWithdrawn({ status }: Pick<StudyResult, 'status'>): boolean {
  return WITHDRAWN.has(status);
}

/**
 * Who signed, for a status that says so; undefined for any other, whoever stands in the result. Throws AppError
 * `report-not-signed` where the status claims a signature that is not there.
 */
export function signerOf({ status, signedBy }: Pick<StudyResult, 'status' | 'signedBy'>): Signer | undefined {
  if (!SIGNED.has(status)) return undefined;
  if (signedBy === undefined || signedBy.display.trim() === '' || !isInstant(signedBy.signedAt))
    throw new AppError('report-not-signed', 'refused', { fields: { status } });
  return signedBy;
}

/** FHIR R4 instant: to the second at least, with its offset. */
function isInstant(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/.test(text) &&
    !Number.isNaN(Date.parse(text))
  );
}
