import type { ModelIdentity } from '#inference/contract.ts';
import type { FindingLabel } from '#lib/standards/finding-codes.ts';

export type Presence = 'present' | 'absent' | 'indeterminate';
export type Laterality = 'left' | 'right' | 'bilateral';

/** One coded, calibrated finding of one film. */
export interface Finding {
  readonly label: FindingLabel;
  readonly presence: Presence;
  /** Calibrated, 0 to 1. */
  readonly probability: number;
  /** Present from this probability on. */
  readonly operatingPoint: OperatingPoint;
  /** Absent below this one; between the two the finding is indeterminate. */
  readonly ruleOut?: OperatingPoint;
  /** The patient's side, from the activation map's weight; only where it is clear and the finding is present. */
  readonly laterality?: Laterality;
  readonly heatMap: HeatMap;
  readonly model: ModelIdentity;
  /** The film that shows it. */
  readonly sopInstanceUid: string;
}

/** Measured on the model's held-out films, as its card says. */
export interface OperatingPoint {
  readonly name: string;
  readonly threshold: number;
  readonly sensitivity: number;
  readonly specificity: number;
}

/** The class activation map over the whole film, row by row, 0 (nothing) to 1 (the film's strongest place). */
export interface HeatMap {
  readonly rows: number;
  readonly columns: number;
  readonly values: readonly number[];
}
