import type { ChestAnatomy, Side } from './chest-anatomy.ts';
import type { RibCage } from './rib-cage.ts';
import type { SignedDistance } from './signed-distance.ts';

/** Height of the diaphragm under a point of the lung's base: a dome, deep at the sides and deepest behind. */
export function diaphragmHeight(anatomy: ChestAnatomy, x: number, z: number): number {
  const top = x < 0 ? anatomy.domeTopMm.right : anatomy.domeTopMm.left;
  const lateral = (Math.abs(x) - 66) / 82;
  const slope = lateral > 0 ? 40 * lateral ** 2 + 14 * Math.max(lateral, 0) ** 6 : 20 * lateral ** 2;
  const forward = (z + 88) / 80;
  const fall = forward > 0 ? 18 * forward ** 2 : 34 * forward ** 2;
  return top + slope + fall + 1.6 * Math.sin(x * 0.06 + z * 0.045 + anatomy.seed);
}

/** Free fluid's surface: level in the middle, drawn up along the chest wall (the meniscus). */
function fluidHeight(anatomy: ChestAnatomy, side: Side, underCageMm: number): number {
  const { effusion } = anatomy;
  if (effusion?.side !== side) return Infinity;
  return effusion.levelMm + 14 - effusion.riseMm * Math.exp(-Math.max(underCageMm, 0) / 13);
}

/**
 * The aerated lung of both sides: positive inside, about a distance in mm. Pleural fluid counts as outside, unless
 * `dry`, which is the same chest without it.
 */
export function buildLungDepth(
  anatomy: ChestAnatomy,
  cage: RibCage,
  mediastinum: SignedDistance,
  dry = false,
): SignedDistance {
  return (x, y, z) => {
    const underCage = cage.depthInside(x, y, z);
    if (underCage < -6) return underCage;
    const side: Side = x < 0 ? -1 : 1;
    const fluid = dry ? Infinity : fluidHeight(anatomy, side, underCage);
    const floor = Math.min(diaphragmHeight(anatomy, x, z), fluid);
    const fromApex = (Math.abs(x) - 50) / 46;
    const apex = 38 * (fromApex * fromApex + ((z + 134) / 56) ** 2);
    const depth = Math.min(underCage, (floor - y) * 0.85, (y - apex * Math.max(1 - y / 110, 0)) * 0.7);
    if (depth < -6) return depth;
    return Math.min(depth, mediastinum(x, y, z));
  };
}
