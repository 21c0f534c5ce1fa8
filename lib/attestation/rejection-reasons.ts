/** Why a reader says that what the model found is not there. By itself, because the page needs it and no parser. */
export const REJECTION_REASONS = [
  'not-seen',
  'artefact',
  'normal-variant',
  'known',
  'image-quality',
  'other',
] as const;
export type RejectionReason = (typeof REJECTION_REASONS)[number];
