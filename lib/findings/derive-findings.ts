import type { ModelOutput } from '#inference/contract.ts';
import type {
  Box,
  Finding,
  MapRegion,
  OperatingPoint,
  Presence,
  TriageScore,
} from '#lib/findings/finding.ts';
import { type AnalysedFilm, patientSide, patientZone } from '#lib/findings/patient-side.ts';
import { AppError } from '#lib/platform/errors.ts';
import type { FindingConcept } from '#lib/standards/finding-codes.ts';

/** One label of the model's manifest: how its logit becomes a probability, where "present" begins and "absent" ends. */
export interface CalibratedLabel {
  readonly label: string;
  readonly concept: FindingConcept;
  /** A score over all findings, which is none itself. */
  readonly isTriage?: boolean;
  /** Whether a side says something of it. */
  readonly lateralisable: boolean;
  /** Platt scaling: probability = sigmoid(slope * logit + intercept). */
  readonly calibration: { readonly slope: number; readonly intercept: number };
  readonly operatingPoint: OperatingPoint;
  readonly ruleOut?: OperatingPoint | undefined;
}

/** One activation map as described by inference: its side and third are the image's, not the patient's. */
export interface MapDescription {
  readonly heatMap: {
    readonly rows: number;
    readonly columns: number;
    readonly values: readonly number[];
    readonly place: Box;
  };
  readonly imageSide?: 'left' | 'right' | 'both' | undefined;
  readonly imageThird?: 'top' | 'middle' | 'bottom' | undefined;
  readonly regions: readonly MapRegion[];
}

/** The map of the label at this place of the manifest; its regions only where they are asked for. */
export type ExplainLabel = (label: number, withRegions: boolean) => MapDescription;

/**
 * The model's output on one film as coded, calibrated findings, in the manifest's order. `explain` is undefined where the
 * model draws no maps. Throws `model-output-mismatch` or `model-output-not-finite` rather than guess.
 */
export function deriveFindings(
  output: ModelOutput,
  labels: readonly CalibratedLabel[],
  explain: ExplainLabel | undefined,
  film: AnalysedFilm,
): Finding[] {
  return scoreLabels(output, labels).flatMap(({ label, score }, index) => {
    if (label.isTriage === true) return [];
    const map = explain?.(index, score.presence !== 'absent');
    return {
      label: label.label,
      concept: label.concept,
      ...score,
      ...(map === undefined ? {} : locate(map, score.presence, label, film)),
      model: output.model,
      sopInstanceUid: film.sopInstanceUid,
    };
  });
}

/** The same output's score over all findings; undefined where the model has none. Throws as deriveFindings. */
export function deriveTriage(
  output: ModelOutput,
  labels: readonly CalibratedLabel[],
): TriageScore | undefined {
  return scoreLabels(output, labels).find(({ label }) => label.isTriage === true)?.score;
}

function scoreLabels(output: ModelOutput, labels: readonly CalibratedLabel[]) {
  if (output.logits.length !== labels.length) throw mismatch(output);
  return labels.map((label, index) => {
    const logit = output.logits[index];
    if (logit === undefined || output.labels[index] !== label.label) throw mismatch(output);
    const probability = probabilityOf(output, label, logit);
    const { operatingPoint, ruleOut } = label;
    const score: TriageScore = {
      presence: presenceOf(probability, label),
      probability,
      operatingPoint,
      ...(ruleOut === undefined ? {} : { ruleOut }),
    };
    return { label, score };
  });
}

function probabilityOf(output: ModelOutput, { calibration }: CalibratedLabel, logit: number): number {
  const probability = sigmoid(calibration.slope * logit + calibration.intercept);
  if (Number.isFinite(logit) && Number.isFinite(probability)) return probability;
  throw new AppError('model-output-not-finite', 'permanent', modelFields(output));
}

/** Two points, because one that rarely cries wolf misses too much for what lies below it to be called absent. */
function presenceOf(probability: number, { operatingPoint, ruleOut }: CalibratedLabel): Presence {
  if (probability >= operatingPoint.threshold) return 'present';
  return ruleOut !== undefined && probability >= ruleOut.threshold ? 'indeterminate' : 'absent';
}

/** Side and zone of what is present only; contours of what may be there; of what is absent nothing but the map. */
function locate(
  map: MapDescription,
  presence: Presence,
  { lateralisable }: CalibratedLabel,
  film: AnalysedFilm,
): Pick<Finding, 'laterality' | 'zone' | 'heatMap' | 'regions'> {
  const named = presence === 'present' && lateralisable;
  const laterality = named ? patientSide(map.imageSide, film.patientOrientation) : undefined;
  const zone = named ? patientZone(map.imageThird, film.patientOrientation) : undefined;
  return {
    ...(laterality === undefined ? {} : { laterality }),
    ...(zone === undefined ? {} : { zone }),
    heatMap: map.heatMap,
    ...(presence === 'absent' || map.regions.length === 0 ? {} : { regions: map.regions }),
  };
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
