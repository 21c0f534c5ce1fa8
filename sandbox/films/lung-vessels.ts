import type { Point, Side } from './chest-anatomy.ts';
import { createSeededRandom, type SeededRandom } from './seeded-random.ts';
import type { SignedDistance } from './signed-distance.ts';
import { splatRod, type AbsorptionImage } from './splat-solids.ts';

/** One stretch of a vessel; `parent` is an index into the same list, -1 at the hilum. */
interface VesselNode {
  readonly at: Point;
  readonly parent: number;
  /** Path length from the hilum, mm. */
  readonly path: number;
  /** Number of ends that it feeds. */
  ends: number;
}

const BLOOD_IN_LUNG = { core: 0.0148, shell: 0.0148, shellMm: 0 };
const TWIG_RADIUS_MM = 0.58;
const STRETCH_MM = 4.5;

function distance(a: Point, b: Point): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

/** Points spread through one lung, denser low down (blood follows gravity), nearest the hilum first. */
function scatterTargets(
  lungDepth: SignedDistance,
  hilum: Point,
  side: Side,
  count: number,
  random: SeededRandom,
): Point[] {
  const targets: Point[] = [];
  for (let tries = 0; tries < count * 40 && targets.length < count; tries++) {
    const point: Point = [side * random.between(10, 150), random.between(5, 275), random.between(-205, -20)];
    if (lungDepth(...point) < 5 || random.next() > 0.45 + point[1] / 400) continue;
    targets.push(point);
  }
  return targets.sort((a, b) => distance(a, hilum) - distance(b, hilum));
}

/** The node from which a new end is reached with the shortest way from the hilum, favouring the nearest vessel. */
function chooseParent(nodes: readonly VesselNode[], target: Point): number {
  let best = 0;
  let bestCost = Infinity;
  nodes.forEach((node, index) => {
    const cost = distance(node.at, target) + 0.22 * node.path;
    if (cost < bestCost) [best, bestCost] = [index, cost];
  });
  return best;
}

/** The unit direction of the next stretch: a branch leaves its parent's way only gradually. */
function steer(heading: Point | undefined, from: Point, target: Point): Point {
  const away = distance(from, target) || 1;
  const keep = heading === undefined ? 0 : 0.45;
  const mixed = ([0, 1, 2] as const).map(
    (axis) => (1 - keep) * ((target[axis] - from[axis]) / away) + keep * (heading?.[axis] ?? 0),
  ) as [number, number, number];
  const length = Math.hypot(...mixed) || 1;
  return [mixed[0] / length, mixed[1] / length, mixed[2] / length];
}

/** Grows a stretch of vessel node by node towards the target, wandering a little. */
function growTowards(nodes: VesselNode[], target: Point, random: SeededRandom): void {
  let parent = chooseParent(nodes, target);
  let node = nodes[parent];
  let heading: Point | undefined;
  const stretches = node === undefined ? 0 : Math.round(distance(node.at, target) / STRETCH_MM);
  for (let count = 0; count < stretches && node !== undefined; count++) {
    const from = node.at;
    heading = steer(heading, from, target);
    const wander = (): number => random.normal() * 0.3;
    const at: Point = [
      from[0] + heading[0] * STRETCH_MM + wander(),
      from[1] + heading[1] * STRETCH_MM + wander(),
      from[2] + heading[2] * STRETCH_MM + wander(),
    ];
    const next: VesselNode = { at, parent, path: node.path + STRETCH_MM, ends: 0 };
    nodes.push(next);
    parent = nodes.length - 1;
    node = next;
  }
  for (let index = parent; index >= 0; index = nodes[index]?.parent ?? -1) {
    const passed = nodes[index];
    if (passed !== undefined) passed.ends += 1;
  }
}

function growTree(
  lungDepth: SignedDistance,
  hilum: Point,
  side: Side,
  ends: number,
  random: SeededRandom,
): VesselNode[] {
  const nodes: VesselNode[] = [{ at: hilum, parent: -1, path: 0, ends: 0 }];
  for (const target of scatterTargets(lungDepth, hilum, side, ends, random))
    growTowards(nodes, target, random);
  return nodes;
}

/**
 * Arteries and veins of both lungs as trees from the hila; radii after Murray's law (the cube of the flow). They grow in
 * the dry lung, so that a person's vessels are the same with and without fluid, and are seen where there is air.
 */
export function splatLungVessels(
  image: AbsorptionImage,
  lungDepth: SignedDistance,
  dryLungDepth: SignedDistance,
  seed: number,
): void {
  const random = createSeededRandom(seed ^ 0x5eed);
  const hila: readonly (readonly [Side, Point, number])[] = [
    [-1, [-34, 122, -112], 420],
    [-1, [-30, 146, -104], 240],
    [1, [38, 112, -118], 380],
    [1, [34, 142, -106], 220],
  ];
  for (const [side, hilum, ends] of hila) {
    const nodes = growTree(dryLungDepth, hilum, side, ends, random);
    for (const node of nodes) {
      const parent = nodes[node.parent];
      if (parent === undefined || lungDepth(...node.at) < 1) continue;
      const radius = (count: number): number => Math.min(TWIG_RADIUS_MM * Math.pow(count, 0.4), 7.5);
      splatRod(image, parent.at, node.at, [radius(node.ends), radius(node.ends)], BLOOD_IN_LUNG);
    }
  }
}
