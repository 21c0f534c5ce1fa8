import type { ModelIdentity } from '#inference/contract.ts';
import type { FindingConcept } from '#lib/standards/finding-codes.ts';

export type Presence = 'present' | 'absent' | 'indeterminate';
export type Laterality = 'left' | 'right' | 'bilateral';
export type Zone = 'upper' | 'middle' | 'lower';

/** One coded, calibrated finding of one film. */
export interface Finding {
  /** The model's name for it, once in each result. */
  readonly label: string;
  readonly concept: FindingConcept;
  readonly presence: Presence;
  /** Calibrated, 0 to 1. */
  readonly probability: number;
  /** Present from this probability on. */
  readonly operatingPoint: OperatingPoint;
  /** Absent below this one; between the two the finding is indeterminate. */
  readonly ruleOut?: OperatingPoint;
  /** The patient's side, from the activation map's weight; only where it is clear and the finding is present. */
  readonly laterality?: Laterality;
  /** The third of the film's height that the map's regions lie in; only where the side would be said too. */
  readonly zone?: Zone;
  /** Absent where the model draws no map. */
  readonly heatMap?: HeatMap;
  /** Where the map is strong, the largest part first; only of what is present or indeterminate. */
  readonly regions?: readonly MapRegion[];
  readonly model: ModelIdentity;
  /** The film that shows it. */
  readonly sopInstanceUid: string;
}

/** How likely it is that a study shows any finding at all: an order to read in, no finding, and nothing excludes by it. */
export type TriageScore = Pick<Finding, 'presence' | 'probability' | 'operatingPoint' | 'ruleOut'>;

/** Measured on the model's held-out films, as its card says. */
export interface OperatingPoint {
  readonly name: string;
  readonly threshold: number;
  readonly sensitivity: number;
  readonly specificity: number;
}

/** The class activation map, row by row, 0 (nothing) to 1 (the film's strongest place). */
export interface HeatMap {
  readonly rows: number;
  readonly columns: number;
  readonly values: readonly number[];
  /** What part of the film it lies over, beyond its edges too; where none is stated, the whole film. */
  readonly place?: Box;
}

/** A connected part of the film where the map is strong: influence on the score, not the outline of a finding. */
export interface MapRegion {
  /** Closed rings, [x, y]: the outer one, then its holes. */
  readonly contour: readonly (readonly (readonly [number, number])[])[];
  readonly box: Box;
}

/** In pixels of the film: x to the right, y down, from the top left corner of its first pixel (DICOM PS3.3 C.10.5). */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}
