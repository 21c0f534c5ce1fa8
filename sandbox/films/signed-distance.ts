import type { Point } from './chest-anatomy.ts';

/** Signed distance in mm, negative inside. */
export type SignedDistance = (x: number, y: number, z: number) => number;

/** An ellipsoid whose first axis points along `axis`, turned in the frontal plane only. */
export function ellipsoid(centre: Point, radii: Point, tiltRadians = 0): SignedDistance {
  const [cx, cy, cz] = centre;
  const [rx, ry, rz] = radii;
  const cos = Math.cos(tiltRadians);
  const sin = Math.sin(tiltRadians);
  return (x, y, z) => {
    const u = ((x - cx) * cos + (y - cy) * sin) / rx;
    const v = ((y - cy) * cos - (x - cx) * sin) / ry;
    const w = (z - cz) / rz;
    const radius = Math.sqrt(u * u + v * v + w * w);
    const steepness = Math.sqrt((u / rx) ** 2 + (v / ry) ** 2 + (w / rz) ** 2);
    return steepness === 0 ? -Math.min(rx, ry, rz) : (radius * (radius - 1)) / steepness;
  };
}

/** A round tube between two points, its radius changing evenly. */
export function tube(from: Point, to: Point, fromRadius: number, toRadius = fromRadius): SignedDistance {
  const [ax, ay, az] = from;
  const [dx, dy, dz] = [to[0] - ax, to[1] - ay, to[2] - az];
  const lengthSquared = dx * dx + dy * dy + dz * dz;
  return (x, y, z) => {
    const [px, py, pz] = [x - ax, y - ay, z - az];
    const share = Math.min(Math.max((px * dx + py * dy + pz * dz) / lengthSquared, 0), 1);
    const [ex, ey, ez] = [px - share * dx, py - share * dy, pz - share * dz];
    return Math.sqrt(ex * ex + ey * ey + ez * ez) - fromRadius - share * (toRadius - fromRadius);
  };
}

/** The union of two shapes with the crease between them filled over `blendMm`. */
export function blend(a: number, b: number, blendMm: number): number {
  const overlap = Math.max(blendMm - Math.abs(a - b), 0) / blendMm;
  return Math.min(a, b) - overlap * overlap * blendMm * 0.25;
}

export function blendAll(shapes: readonly SignedDistance[], blendMm: number): SignedDistance {
  return (x, y, z) => {
    let distance = Infinity;
    for (const shape of shapes) {
      const next = shape(x, y, z);
      distance = distance === Infinity ? next : blend(distance, next, blendMm);
    }
    return distance;
  };
}
