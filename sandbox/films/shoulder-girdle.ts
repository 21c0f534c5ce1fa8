import type { ChestAnatomy, Point } from './chest-anatomy.ts';
import { splatBox, splatRod, splatTube, type AbsorptionImage, type Material } from './splat-solids.ts';
import { splat } from './cone-beam.ts';

const LONG_BONE: Material = { core: 0.008, shell: 0.036, shellMm: 1.5 };
const FLAT_BONE: Material = { core: 0.008, shell: 0.022, shellMm: 0.9 };

/** S-shaped, from the manubrium to the acromion. */
function splatClavicle(image: AbsorptionImage, scale: number, side: number): void {
  splatTube(
    image,
    {
      axis: (t) => [
        side * (17 + 146 * t) * scale,
        44 - 34 * t - 7 * Math.sin(2 * Math.PI * t) + 2 * side,
        -42 - 60 * t + 18 * Math.sin(2 * Math.PI * t),
      ],
      lengthMm: 165 * scale,
      section: (t) => {
        const radius = 5.6 + 3.4 * Math.exp(-t / 0.1) + 1.6 * Math.max(t - 0.75, 0) * 4;
        return [radius, t > 0.75 ? 5 : radius];
      },
    },
    LONG_BONE,
  );
}

/** The blade: a thin triangle between three corners, thinner in its middle. */
function splatBlade(image: AbsorptionImage, [a, b, c]: readonly [Point, Point, Point]): void {
  const { random } = image;
  const across = Math.abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2;
  const points = Math.ceil((5 * across) / image.grid.spacingMm ** 2);
  for (let index = 0; index < points; index++) {
    const root = Math.sqrt((index + random.next()) / points);
    const second = random.next();
    const [p, q, r] = [1 - root, root * (1 - second), root * second];
    const rim = Math.min(p, q, r);
    const thickness = 1.6 + 2.4 * Math.exp(-rim / 0.05);
    const at = (axis: 0 | 1 | 2): number => p * a[axis] + q * b[axis] + r * c[axis];
    splat(image.values, image.grid, at(0), at(1), at(2), (0.034 * thickness * across) / points);
  }
}

/** Arms held forward turn the blades outward, off most of the lungs. */
function splatScapula(image: AbsorptionImage, scale: number, side: number): void {
  const at = (x: number, y: number, z: number): Point => [side * x * scale, y + side * 2, z];
  const [superior, inferior, socket] = [at(112, 22, -200), at(140, 148, -192), at(168, 50, -150)];
  splatBlade(image, [superior, inferior, socket]);
  splatRod(image, inferior, socket, [3.5, 6.5], FLAT_BONE);
  splatRod(image, superior, inferior, [2.2, 2.6], FLAT_BONE);
  splatRod(image, superior, at(158, 30, -160), [2, 3], FLAT_BONE);
  splatRod(image, at(114, 48, -205), at(150, 22, -205), [3, 5], FLAT_BONE);
  splatRod(image, at(150, 22, -205), at(176, 10, -150), [5.5, 6], FLAT_BONE);
  splatRod(image, at(156, 34, -140), at(158, 40, -112), [6, 5], FLAT_BONE);
  splatRod(image, at(166, 34, -148), at(168, 66, -148), [6, 6], FLAT_BONE);
}

function splatHumeralHead(image: AbsorptionImage, scale: number, side: number): void {
  const head: Point = [side * 193 * scale, 44, -136];
  splatBox(image, head, [24, 24, 24], (u, v, w) => {
    const radius = Math.hypot(u, v, w);
    if (radius > 1) return 0;
    return radius > 0.95 ? 0.026 : 0.008;
  });
}

/** Clavicles, scapulae and heads of the humeri of both sides. */
export function splatShoulderGirdle(image: AbsorptionImage, anatomy: ChestAnatomy): void {
  for (const side of [-1, 1]) {
    splatClavicle(image, anatomy.cageScale, side);
    splatScapula(image, anatomy.cageScale, side);
    splatHumeralHead(image, anatomy.cageScale, side);
  }
}
