import type { Point } from './chest-anatomy.ts';
import { splat, type Grid } from './cone-beam.ts';
import type { SeededRandom } from './seeded-random.ts';

/** A film in the making: line integrals of absorption (dimensionless), added to by every solid. */
export interface AbsorptionImage {
  readonly grid: Grid;
  readonly values: Float32Array;
  readonly random: SeededRandom;
}

/** Absorption above the tissue that the solid displaces, per mm: inside, and in a shell of `shellMm`. */
export interface Material {
  readonly core: number;
  readonly shell: number;
  readonly shellMm: number;
}

export interface TubeShape {
  /** The axis, for t from 0 to 1. */
  axis(t: number): Point;
  readonly lengthMm: number;
  /** Share of the material's absorption at t; 1 where absent. */
  density?(t: number): number;
  /** Half height (towards y) and half depth of the oval section at t. */
  section(t: number): readonly [halfHeightMm: number, halfDepthMm: number];
}

const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

/** Two unit vectors across an axis of direction d; the first leans towards y. */
function frameAcross([dx, dy, dz]: Point): [Point, Point] {
  const length = Math.hypot(dx, dy, dz) || 1;
  const [tx, ty, tz] = [dx / length, dy / length, dz / length];
  const upright = Math.abs(ty) > 0.95;
  const [hx, hy, hz] = upright ? [1 - tx * tx, -tx * ty, -tx * tz] : [-ty * tx, 1 - ty * ty, -ty * tz];
  const norm = Math.hypot(hx, hy, hz) || 1;
  const [ux, uy, uz] = [hx / norm, hy / norm, hz / norm];
  return [
    [ux, uy, uz],
    [ty * uz - tz * uy, tz * ux - tx * uz, tx * uy - ty * ux],
  ];
}

/** Projects a bent tube of oval section as many small masses: exact in sum for any direction of view. */
export function splatTube(image: AbsorptionImage, shape: TubeShape, material: Material): void {
  const { grid, values, random } = image;
  const stations = Math.max(4, Math.ceil(shape.lengthMm / (0.8 * grid.spacingMm)));
  const slabMm = shape.lengthMm / stations;
  for (let station = 0; station < stations; station++) {
    const t = (station + random.next()) / stations;
    const [x, y, z] = shape.axis(t);
    const [nx, ny, nz] = shape.axis(t + 0.005);
    const [up, across] = frameAcross([nx - x, ny - y, nz - z]);
    const [height, depth] = shape.section(t);
    const points = Math.max(6, Math.ceil((8 * height) / grid.spacingMm));
    const massPerPoint = ((shape.density?.(t) ?? 1) * (Math.PI * height * depth * slabMm)) / points;
    const turn = random.next() * 2 * Math.PI;
    for (let index = 0; index < points; index++) {
      const radius = Math.sqrt((index + 0.5) / points);
      const angle = turn + index * GOLDEN_ANGLE;
      const a = radius * Math.cos(angle) * height;
      const b = radius * Math.sin(angle) * depth;
      const inShell = (1 - radius) * Math.min(height, depth) < material.shellMm;
      const mass = massPerPoint * (inShell ? material.shell : material.core);
      splat(
        values,
        grid,
        x + a * up[0] + b * across[0],
        y + a * up[1] + b * across[1],
        z + a * up[2] + b * across[2],
        mass,
      );
    }
  }
}

/** A straight round tube; radii at its ends. */
export function splatRod(
  image: AbsorptionImage,
  from: Point,
  to: Point,
  radii: readonly [number, number],
  material: Material,
): void {
  const mix = (a: number, b: number, t: number): number => a + (b - a) * t;
  splatTube(
    image,
    {
      axis: (t) => [mix(from[0], to[0], t), mix(from[1], to[1], t), mix(from[2], to[2], t)],
      lengthMm: Math.hypot(to[0] - from[0], to[1] - from[1], to[2] - from[2]),
      section: (t) => {
        const radius = mix(radii[0], radii[1], Math.min(t, 1));
        return [radius, radius];
      },
    },
    material,
  );
}

/** Any solid inside a box, by its absorption at a point in the box's own coordinates (-1 to 1 each way). */
export function splatBox(
  image: AbsorptionImage,
  centre: Point,
  halves: Point,
  absorption: (u: number, v: number, w: number) => number,
): void {
  const { grid, values, random } = image;
  const cell = 0.9 * grid.spacingMm;
  const [columns, rows] = [Math.ceil((2 * halves[0]) / cell), Math.ceil((2 * halves[1]) / cell)];
  const layers = Math.min(12, Math.ceil((2 * halves[2]) / cell));
  const volume = (8 * halves[0] * halves[1] * halves[2]) / (columns * rows * layers);
  for (let index = 0; index < columns * rows * layers; index++) {
    const layer = Math.floor(index / (columns * rows));
    // Each layer is a regular net, shifted against the others: even in the sum, with no grain of its own.
    const u = (2 * ((index % columns) + ((layer * 0.7549) % 1))) / columns - 1;
    const v = (2 * ((Math.floor(index / columns) % rows) + ((layer * 0.5698) % 1))) / rows - 1;
    const w = (2 * (layer + random.next())) / layers - 1;
    const density = absorption(u, v, w);
    if (density === 0) continue;
    splat(
      values,
      grid,
      centre[0] + u * halves[0],
      centre[1] + v * halves[1],
      centre[2] + w * halves[2],
      volume * density,
    );
  }
}
