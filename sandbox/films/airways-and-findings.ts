import type { ChestAnatomy } from './chest-anatomy.ts';
import { splatBox, splatRod, type AbsorptionImage } from './splat-solids.ts';

const AIR_IN_TISSUE = { core: -0.0192, shell: -0.0192, shellMm: 0 };

/** Trachea and main bronchi, a little to the right at the aortic arch. */
export function splatAirways(image: AbsorptionImage): void {
  splatRod(image, [0, -120, -108], [0, 20, -118], [8.2, 8.2], AIR_IN_TISSUE);
  splatRod(image, [0, 20, -118], [-5, 74, -128], [8.4, 8], AIR_IN_TISSUE);
  splatRod(image, [-5, 74, -128], [-1, 96, -132], [8, 8.6], AIR_IN_TISSUE);
  splatRod(image, [-3, 94, -132], [-30, 126, -126], [7, 5.5], AIR_IN_TISSUE);
  splatRod(image, [2, 94, -132], [42, 128, -126], [6, 5], AIR_IN_TISSUE);
}

/** Gas under the left dome, with its level. */
export function splatGastricBubble(image: AbsorptionImage, anatomy: ChestAnatomy): void {
  const top = anatomy.domeTopMm.left + 11;
  splatBox(image, [58, top + 15, -96], [27, 15, 30], (u, v, w) => {
    const angle = Math.atan2(v, u);
    const folds =
      0.86 + 0.09 * Math.sin(2 * angle + anatomy.seed) + 0.05 * Math.sin(5 * angle + 2 * anatomy.seed);
    const gas = Math.min(Math.max((folds - Math.hypot(u, v, w)) / 0.25, 0), 1);
    return v < 0.4 ? -0.014 * gas : 0;
  });
}

/** A round, slightly lobed solid nodule. */
export function splatNodule(image: AbsorptionImage, anatomy: ChestAnatomy): void {
  const { nodule } = anatomy;
  if (nodule === undefined) return;
  const half = nodule.radiusMm * 1.15;
  splatBox(image, nodule.centre, [half, half, half], (u, v, w) => {
    const angle = Math.atan2(v, u);
    const lobed = 0.87 + 0.05 * Math.sin(3 * angle + anatomy.seed) + 0.04 * Math.sin(7 * angle);
    const edge = (lobed - Math.hypot(u, v, w)) / 0.1;
    return 0.0155 * Math.min(Math.max(edge, 0), 1);
  });
}

/** Sternum: hardly seen from in front, as on a real film. */
export function splatSternum(image: AbsorptionImage): void {
  splatBox(image, [0, 66, -34], [26, 25, 6], (u, v, w) => {
    const inside = Math.abs(u) < 1 - 0.3 * (v + 1) * 0.5 && Math.abs(w) < 1;
    return inside ? 0.006 : 0;
  });
  splatBox(image, [0, 140, -24], [15, 52, 5], (u, v) => (u * u + v ** 6 < 1 ? 0.006 : 0));
}
