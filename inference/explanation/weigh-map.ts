/** On which side, and in which third of the picture, a map weighs: said only where nearly all of it lies there. */
import type { Plane } from '../preprocessing/plane.ts';

/** The viewer's side, not the patient's. */
export type ImageSide = 'left' | 'right' | 'both';
export type ImageThird = 'top' | 'middle' | 'bottom';

/** From this share of the whole on, one half or one third has it alone. */
const ONE_SIDED = 0.7;

/** Undefined where no place lies above the baseline. */
export function sideOf({ columns, values }: Plane, baseline: number): ImageSide | undefined {
  let [left, right] = [0, 0];
  values.forEach((value, at) => {
    // The middle column of an odd number belongs to neither half.
    const fromMiddle = (at % columns) - (columns - 1) / 2;
    if (fromMiddle < 0) left += Math.max(0, value - baseline);
    else if (fromMiddle > 0) right += Math.max(0, value - baseline);
  });
  const total = left + right;
  if (total === 0) return undefined;
  if (left / total >= ONE_SIDED) return 'left';
  return right / total >= ONE_SIDED ? 'right' : 'both';
}

/** Of what reaches `level`; undefined where no third has nearly all of it. */
export function thirdOf({ rows, columns, values }: Plane, level: number): ImageThird | undefined {
  const counts = { top: 0, middle: 0, bottom: 0 };
  values.forEach((value, at) => {
    if (value >= level) counts[nameOf((Math.floor(at / columns) + 0.5) / rows)]++;
  });
  const total = counts.top + counts.middle + counts.bottom;
  return (['top', 'middle', 'bottom'] as const).find(
    (third) => total > 0 && counts[third] / total >= ONE_SIDED,
  );
}

function nameOf(height: number): ImageThird {
  if (height < 1 / 3) return 'top';
  return height < 2 / 3 ? 'middle' : 'bottom';
}
