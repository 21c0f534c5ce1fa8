import { AppError } from '#lib/platform/errors.ts';
import type { StudyReference } from './study-reference.ts';

/** What an order names of the study that will fulfil it. */
export interface OrderedStudy {
  readonly studyInstanceUid?: string;
  readonly accessionNumber?: string;
  readonly placerOrderNumber?: string;
}

/**
 * The patient's study that this order asked for: by study UID, else accession number, else placer order number.
 * Undefined where it hasn't arrived. Throws AppError `order-invalid` where two studies claim the same order.
 */
export function findOrderedStudy(
  studies: readonly StudyReference[],
  ordered: OrderedStudy,
): StudyReference | undefined {
  const { studyInstanceUid, accessionNumber, placerOrderNumber } = ordered;
  const matches = studies.filter((study) => {
    if (studyInstanceUid !== undefined) return study.studyInstanceUid === studyInstanceUid;
    if (accessionNumber !== undefined) return study.accessionNumber === accessionNumber;
    return placerOrderNumber !== undefined && study.order?.placerOrderNumber === placerOrderNumber;
  });
  if (matches.length > 1)
    throw new AppError('order-invalid', 'refused', { fields: { studies: matches.length } });
  return matches[0];
}
