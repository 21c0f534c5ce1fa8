import type { ModelOutput } from '#inference/contract.ts';
import type { Finding, Laterality, OperatingPoint, Presence } from '#lib/findings/finding.ts';
import { AppError } from '#lib/platform/errors.ts';
import { FINDING_CODES, type FindingLabel } from '#lib/standards/finding-codes.ts';

/** One label of the model's manifest: how its logit becomes a probability, where "present" begins and "absent" ends. */
export interface CalibratedLabel {
  readonly label: FindingLabel;
  /** Platt scaling: probability = sigmoid(slope * logit + intercept). */
  readonly calibration: { readonly slope: number; readonly intercept: number };
  readonly operatingPoint: OperatingPoint;
  readonly ruleOut?: OperatingPoint | undefined;
}

/** One activation map as described by inference: its side is the image's, not the patient's. */
export interface MapDescription {
  readonly rows: number;
  readonly columns: number;
  readonly values: readonly number[];
  readonly imageSide?: 'left' | 'right' | 'both' | undefined;
}

export interface AnalysedFilm {
  readonly sopInstanceUid: string;
  /** PatientOrientation (0020,0020): the patient's direction along a row and along a column. */
  readonly patientOrientation?: readonly string[] | undefined;
}

/**
 * The model's output on one film as coded, calibrated findings, in the manifest's order; `maps[i]` belongs to
 * `labels[i]`. Throws `model-output-mismatch` or `model-output-not-finite` rather than guess.
 */
export function deriveFindings(
  output: ModelOutput,
  labels: readonly CalibratedLabel[],
  maps: readonly MapDescription[],
  film: AnalysedFilm,
): Finding[] {
  if (output.logits.length !== labels.length || maps.length !== labels.length) throw mismatch(output);
  return labels.map((label, index) => {
    const map = maps[index];
    const logit = output.logits[index];
    if (map === undefined || logit === undefined || output.labels[index] !== label.label)
      throw mismatch(output);
    return deriveFinding(output, label, logit, map, film);
  });
}

function deriveFinding(
  output: ModelOutput,
  label: CalibratedLabel,
  logit: number,
  map: MapDescription,
  film: AnalysedFilm,
): Finding {
  const probability = sigmoid(label.calibration.slope * logit + label.calibration.intercept);
  if (!Number.isFinite(logit) || !Number.isFinite(probability)) {
    throw new AppError('model-output-not-finite', 'permanent', modelFields(output));
  }
  const presence = presenceOf(probability, label);
  const lateralisable = presence === 'present' && FINDING_CODES[label.label].lateralisable;
  const laterality = lateralisable ? patientSide(map.imageSide, film.patientOrientation) : undefined;
  return {
    label: label.label,
    presence,
    probability,
    operatingPoint: label.operatingPoint,
    ...(label.ruleOut === undefined ? {} : { ruleOut: label.ruleOut }),
    ...(laterality === undefined ? {} : { laterality }),
    heatMap: { rows: map.rows, columns: map.columns, values: map.values },
    model: output.model,
    sopInstanceUid: film.sopInstanceUid,
  };
}

/** Two points, because one that rarely cries wolf misses too much for what lies below it to be called absent. */
function presenceOf(probability: number, { operatingPoint, ruleOut }: CalibratedLabel): Presence {
  if (probability >= operatingPoint.threshold) return 'present';
  return ruleOut !== undefined && probability >= ruleOut.threshold ? 'indeterminate' : 'absent';
}

/**
 * DICOM PS3.3 C.7.6.1.1.1: the first value is the patient's direction along a row, so L means that the image's right
 * is the patient's left, as on every frontal film hung the usual way. Where no header says so, that is assumed; where
 * it says anything else than left or right, no side is named. A map that weighs on both sides is no clear side, and it
 * doesn't show that the finding itself is bilateral.
 */
function patientSide(
  imageSide: MapDescription['imageSide'],
  orientation: AnalysedFilm['patientOrientation'],
): Laterality | undefined {
  if (imageSide === undefined || imageSide === 'both') return undefined;
  const alongRow = orientation?.[0]?.trim().toUpperCase().charAt(0) ?? '';
  if (alongRow !== '' && alongRow !== 'L' && alongRow !== 'R') return undefined;
  const mirrored = alongRow === 'R';
  return (imageSide === 'left') === mirrored ? 'left' : 'right';
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

function mismatch(output: ModelOutput): AppError {
  return new AppError('model-output-mismatch', 'permanent', modelFields(output));
}

function modelFields(output: ModelOutput): { fields: Record<string, string> } {
  return { fields: { model: output.model.id, version: output.model.version } };
}
