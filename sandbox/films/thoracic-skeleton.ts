import type { ChestAnatomy, Point } from './chest-anatomy.ts';
import { backOfChest, type RibCage } from './rib-cage.ts';
import { splatBox, splatRod, splatTube, type AbsorptionImage, type Material } from './splat-solids.ts';

const RIB_BONE: Material = { core: 0.0062, shell: 0.026, shellMm: 0.6 };
const SPINE_BONE: Material = { core: 0.004, shell: 0.012, shellMm: 1 };

/** T1 to L1, from above: the centre of each vertebral body below the apices. */
export function vertebraHeight(index: number): number {
  return 3 + index * 20.2 + index * index * 0.3;
}

/** How far each rib falls from its joint behind to its end in front, and how much of the way round it goes. */
const RIB_FALL_MM = [40, 58, 74, 86, 95, 101, 105, 106, 104, 98, 70, 42] as const;
const RIB_REACH = [0.86, 0.84, 0.84, 0.83, 0.82, 0.8, 0.78, 0.74, 0.7, 0.64, 0.46, 0.3] as const;

/** The axis of a rib: out and back from the spine, round the side, then down and in to its cartilage. */
function ribAxis(anatomy: ChestAnatomy, cage: RibCage, index: number, side: number): (t: number) => Point {
  // No chest is a drawing: each rib lies a little off its place.
  const start = vertebraHeight(index) - 5 + 1.3 * Math.sin(anatomy.seed * 1.7 + index * 2.3 + side);
  const fall = (RIB_FALL_MM[index] ?? 0) * anatomy.ribSlope;
  const reach = RIB_REACH[index] ?? 0;
  return (t) => {
    const turn = 0.05 + (reach - 0.05) * t;
    const angle = Math.PI * turn;
    const y = start + fall * Math.pow(turn, 1.22) - 4 * Math.sin(Math.PI * Math.min(turn * 3.2, 1));
    // Rib 1 hugs the apex; the others lie just outside the pleura.
    const width = cage.halfWidth(index === 0 ? 16 : Math.max(y, 14)) + 4;
    const depth = cage.halfDepth(y) + 4;
    const flatten = 1 + 0.05 * Math.sin(2 * angle) ** 2;
    return [side * width * Math.sin(angle) * flatten, y, cage.middle(y) - depth * Math.cos(angle) * flatten];
  };
}

function splatRibs(image: AbsorptionImage, anatomy: ChestAnatomy, cage: RibCage): void {
  for (let index = 0; index < 12; index++) {
    for (const side of [-1, 1]) {
      const broad = index === 0 ? 7 : index > 9 ? 4.6 : 6.3;
      const lengthMm = (RIB_REACH[index] ?? 0) * Math.PI * (cage.halfWidth(vertebraHeight(index) + 35) + 4);
      const shape = {
        axis: ribAxis(anatomy, cage, index, side),
        // Thin at the neck; in front the bone ends in cartilage, which is not seen.
        density: (t: number): number => Math.min(1, 0.1 + t * 11, (1.02 - t) * 9),
        lengthMm,
        // Narrow at the neck, broader where it meets its cartilage, with the small irregularity of real bone.
        section: (t: number): [number, number] => {
          const swell =
            0.82 +
            0.18 * Math.min(t * 6, 1) +
            0.14 * Math.max(t - 0.8, 0) * 5 +
            0.03 * Math.sin(t * 31 + index);
          return [broad * swell, 3.5 * (0.9 + 0.1 * swell)];
        },
      };
      splatTube(image, shape, RIB_BONE);
    }
  }
}

function splatVertebra(image: AbsorptionImage, index: number): void {
  const y = vertebraHeight(index);
  const z = backOfChest(y) + 12;
  const [width, height] = [14.5 + index * 0.45, 8.2 + index * 0.22];
  splatBox(image, [0, y, z], [width, height, 15], (u, v, w) => {
    const waist = 0.9 + 0.1 * v * v;
    const radius = Math.hypot(u / waist, w);
    if (radius > 1) return 0;
    if (Math.abs(v) > 0.88 + 0.05 * u * u) return 0.01;
    return radius > 0.96 ? 0.007 : 0.0034;
  });
  for (const side of [-1, 1]) {
    const pedicle: Point = [side * (10 + index * 0.2), y - 3, z - 12];
    splatRod(image, pedicle, [side * 11, y - 4, z - 28], [4.4, 4.8], SPINE_BONE);
    splatRod(
      image,
      [side * 11, y - 3, z - 28],
      [side * (34 - index * 0.9), y - 8, z - 36],
      [4.6, 4],
      SPINE_BONE,
    );
    splatRod(image, [side * 11, y - 1, z - 30], [side * 3, y + 9, z - 38], [5.2, 3.5], SPINE_BONE);
  }
  splatRod(image, [0, y + 3, z - 38], [0, y + 22, z - 58], [3, 3.4], SPINE_BONE);
}

/** Twelve pairs of ribs and the spine from C6 to L2. */
export function splatThoracicSkeleton(image: AbsorptionImage, anatomy: ChestAnatomy, cage: RibCage): void {
  splatRibs(image, anatomy, cage);
  for (let index = -2; index < 14; index++) splatVertebra(image, index);
}
