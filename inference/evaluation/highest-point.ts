/** Where a label's map is strongest. */
import type { ActivationMaps } from '../contract.ts';
import type { Place } from '../explanation/place-map.ts';
import type { Point } from '../explanation/simplify-ring.ts';

/** The middle of the map's strongest cell, the first of equals, in pixels of the film. @throws RangeError */
export function highestPoint({ rows, columns, values }: ActivationMaps, label: number, place: Place): Point {
  const cells = values.subarray(label * rows * columns, (label + 1) * rows * columns);
  if (label < 0 || cells.length !== rows * columns) throw new RangeError(`no map ${label}`);
  const at = cells.reduce((best, value, cell) => (value > (cells[best] ?? 0) ? cell : best), 0);
  return [
    place.left + (((at % columns) + 0.5) / columns) * place.width,
    place.top + ((Math.floor(at / columns) + 0.5) / rows) * place.height,
  ];
}
