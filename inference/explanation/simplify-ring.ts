/** Fewer points for the same line (Ramer 1972, Douglas and Peucker 1973). */

/** [x, y]. */
export type Point = readonly [number, number];
/** Closed: the last point is the first again. */
export type Ring = readonly Point[];

/** The closed ring with no left-out point further than `tolerance` from it. */
export function simplifyRing(ring: Ring, tolerance: number): Ring {
  const [first = [0, 0]] = ring;
  // A closed ring has no two ends to begin from: its first point and the one farthest from it.
  const opposite = farthest(ring, (point) => Math.hypot(point[0] - first[0], point[1] - first[1])).at;
  const there = simplifyLine(ring.slice(0, opposite + 1), tolerance);
  return [...there.slice(0, -1), ...simplifyLine(ring.slice(opposite), tolerance)];
}

function simplifyLine(line: readonly Point[], tolerance: number): readonly Point[] {
  const [start, end] = [line[0], line.at(-1)];
  if (start === undefined || end === undefined || line.length < 3) return line;
  const { at, most } = farthest(line, (point) => distance(point, start, end));
  if (most <= tolerance) return [start, end];
  return [
    ...simplifyLine(line.slice(0, at + 1), tolerance).slice(0, -1),
    ...simplifyLine(line.slice(at), tolerance),
  ];
}

function farthest(points: readonly Point[], measure: (point: Point) => number): { at: number; most: number } {
  let [at, most] = [0, -1];
  points.forEach((point, i) => {
    const measured = measure(point);
    if (measured > most) [at, most] = [i, measured];
  });
  return { at, most };
}

/** From a point to the line between two others. */
function distance([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(Math.max(((x - ax) * dx + (y - ay) * dy) / length, 0), 1);
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}
