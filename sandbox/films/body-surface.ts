import type { ChestAnatomy } from './chest-anatomy.ts';
import type { RibCage } from './rib-cage.ts';
import { blend, blendAll, ellipsoid, tube, type SignedDistance } from './signed-distance.ts';

/** Neck, shoulders, upper arms held away from the trunk, and breasts. */
function softParts(anatomy: ChestAnatomy): SignedDistance {
  const parts: SignedDistance[] = [tube([0, -200, -130], [0, 30, -128], 58)];
  for (const side of [-1, 1]) {
    parts.push(
      ellipsoid([side * 70, 22, -158], [98, 56, 44], side * 0.3), // trapezius
      ellipsoid([side * 152, 62, -126], [72, 66, 62]), // shoulder
      tube([side * 186, 52, -126], [side * 300, 190, -120], 50, 44), // arm
      ellipsoid([side * 105, 92, -52], [62, 50, 34], side * -0.4), // pectoral muscles
    );
    if (anatomy.sex === 'F') parts.push(ellipsoid([side * 80, 196, -22], [64, 58, 50]));
  }
  return blendAll(parts, 26);
}

/** The skin: negative inside, mm. The trunk is the rib cage with its muscles and fat around it. */
export function buildBodySurface(anatomy: ChestAnatomy, cage: RibCage): SignedDistance {
  const parts = softParts(anatomy);
  const wall = 14 + anatomy.fatMm;
  return (x, y, z) => {
    const lowered = Math.max(y, 70);
    const across = (x / (cage.halfWidth(lowered) + wall)) ** 2;
    const depth = cage.halfDepth(lowered) + wall;
    const along = ((z - cage.middle(lowered)) / depth) ** 2;
    const radius = Math.sqrt(0.55 * (across + along) + 0.45 * Math.sqrt(across * across + along * along));
    // The trunk's rounded top lies under the shoulders.
    const trunk = -blend(-(radius - 1) * depth, y - 5, 90);
    return blend(trunk, parts(x, y, z), 26);
  };
}
