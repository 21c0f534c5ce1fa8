import type { MeasuredLabel } from '../models/manifest-label.ts';

/** Platt scaling (Platt 1999). */
export function calibratedProbability(
  logit: number,
  { slope, intercept }: MeasuredLabel['calibration'],
): number {
  return 1 / (1 + Math.exp(-(slope * logit + intercept)));
}
