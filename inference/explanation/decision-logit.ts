import type { ModelManifest } from '../models/manifest.ts';

type Label = Pick<ModelManifest['labels'][number], 'calibration' | 'operatingPoint'>;

/** The raw logit whose calibrated probability, 1 / (1 + exp(-(slope * logit + intercept))), is the operating point's threshold. */
export function decisionLogit({ calibration, operatingPoint }: Label): number {
  const { threshold } = operatingPoint;
  return (Math.log(threshold / (1 - threshold)) - calibration.intercept) / calibration.slope;
}
