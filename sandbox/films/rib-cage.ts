import type { ChestAnatomy } from './chest-anatomy.ts';

/** The inner surface of the rib cage at each height, as a rounded oval: half width, half depth and middle, in mm. */
export interface RibCage {
  halfWidth(y: number): number;
  halfDepth(y: number): number;
  /** z of the oval's middle. */
  middle(y: number): number;
  /** Signed depth under the cage's inner surface: positive inside, about a distance in mm. */
  depthInside(x: number, y: number, z: number): number;
}

const TABLE_FROM_Y = -120;
const TABLE_LENGTH = 640;

/** A function of height as a table with linear steps: it is read some hundred million times a film. */
function tabulate(profile: (y: number) => number): (y: number) => number {
  const table = Float64Array.from({ length: TABLE_LENGTH }, (_, index) => profile(TABLE_FROM_Y + index));
  return (y) => {
    const place = Math.min(Math.max(y - TABLE_FROM_Y, 0), TABLE_LENGTH - 2);
    const index = Math.floor(place);
    const low = table[index] ?? 0;
    return low + (place - index) * ((table[index + 1] ?? low) - low);
  };
}

function widthProfile(y: number): number {
  const towardsApex = 1 - Math.min(Math.max((y + 6) / 212, 0), 1);
  const widening = 104 * Math.pow(Math.max(1 - Math.pow(towardsApex, 2.5), 0), 0.72);
  return 44 + widening - 0.04 * Math.max(y - 230, 0);
}

function depthProfile(y: number): number {
  const towardsApex = 1 - Math.min(Math.max((y + 10) / 200, 0), 1);
  return 40 + 54 * (1 - towardsApex * towardsApex);
}

/** The thoracic spine's curve: the back of the chest lies furthest back at mid height. */
export function backOfChest(y: number): number {
  return -176 - 32 * Math.sin(Math.PI * Math.min(Math.max((y + 30) / 330, 0), 1));
}

export function buildRibCage(anatomy: ChestAnatomy): RibCage {
  const halfWidth = tabulate((y) => anatomy.cageScale * widthProfile(y));
  const halfDepth = tabulate(depthProfile);
  const middle = tabulate((y) => backOfChest(y) + depthProfile(y));
  const depthInside = (x: number, y: number, z: number): number => {
    const depth = halfDepth(y);
    const across = (x / halfWidth(y)) ** 2;
    const along = ((z - middle(y)) / depth) ** 2;
    // Between an ellipse and a rounded box: chests are flatter in front and behind than an ellipse.
    const radius = Math.sqrt(0.55 * (across + along) + 0.45 * Math.sqrt(across * across + along * along));
    return (1 - radius) * depth;
  };
  return { halfWidth, halfDepth, middle, depthInside };
}
