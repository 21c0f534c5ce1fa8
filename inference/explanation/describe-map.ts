/** One label's activation map as a heat map, and on which side of the picture it weighs. */
import type { ActivationMaps } from '../contract.ts';

export type ImageSide = 'left' | 'right' | 'both';

export interface HeatMapDescription {
  readonly rows: number;
  readonly columns: number;
  /** Row by row, 0 to 1: 0 at or below the baseline, 1 at the strongest place; all 0 where none is above. */
  readonly values: readonly number[];
  /** The viewer's side, not the patient's; absent where no place is above the baseline. */
  readonly imageSide?: ImageSide;
}

/** Above this share of the weight one half of the picture has it alone. */
const ONE_SIDED = 0.7;

/**
 * `baseline`: the logit at which the label is called present (decisionLogit). A logit is its map's mean, so a film that
 * reaches it has a place above it, and a film far below it shows nothing: a rare finding's maps are negative throughout.
 * @throws RangeError where the maps hold no such label.
 */
export function describeMap(maps: ActivationMaps, labelIndex: number, baseline = 0): HeatMapDescription {
  const { rows, columns } = maps;
  const start = labelIndex * rows * columns;
  const plane = maps.values.subarray(start, start + rows * columns);
  if (labelIndex < 0 || plane.length !== rows * columns) throw new RangeError(`no map ${labelIndex}`);
  const positive = Array.from(plane, (value) => Math.max(0, value - baseline));
  const strongest = Math.max(...positive);
  const values = strongest === 0 ? positive : positive.map((value) => value / strongest);
  const imageSide = sideOf(values, columns);
  return { rows, columns, values, ...(imageSide !== undefined && { imageSide }) };
}

function sideOf(values: readonly number[], columns: number): ImageSide | undefined {
  let [left, right] = [0, 0];
  values.forEach((value, at) => {
    // The middle column of an odd number belongs to neither half.
    const fromMiddle = (at % columns) - (columns - 1) / 2;
    if (fromMiddle < 0) left += value;
    else if (fromMiddle > 0) right += value;
  });
  const total = left + right;
  if (total === 0) return undefined;
  if (left / total >= ONE_SIDED) return 'left';
  return right / total >= ONE_SIDED ? 'right' : 'both';
}
