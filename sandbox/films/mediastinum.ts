import type { ChestAnatomy, Point } from './chest-anatomy.ts';
import { backOfChest } from './rib-cage.ts';
import { blend, blendAll, ellipsoid, tube, type SignedDistance } from './signed-distance.ts';

/** Where the heart hangs: it grows from here, mostly down and to the left, as dilated ventricles do. */
const HEART_BASE: Point = [2, 150, -85];

function heartChambers(scale: number): SignedDistance[] {
  const grow = (centre: Point, radii: Point, tilt = 0): SignedDistance =>
    ellipsoid(
      [
        HEART_BASE[0] + (centre[0] - HEART_BASE[0]) * scale,
        HEART_BASE[1] + (centre[1] - HEART_BASE[1]) * (0.6 + 0.4 * scale),
        centre[2],
      ],
      [radii[0] * scale, radii[1] * (0.5 + 0.5 * scale), radii[2] * (0.5 + 0.5 * scale)],
      tilt,
    );
  return [
    grow([36, 190, -88], [60, 39, 40], 0.66), // left ventricle
    grow([-7, 180, -78], [36, 45, 38]), // right atrium
    grow([18, 204, -66], [54, 32, 34], 0.25), // right ventricle
    grow([12, 222, -72], [58, 22, 34], 0.12), // fat between heart and diaphragm
    grow([10, 150, -112], [33, 26, 26]), // left atrium
    grow([30, 146, -90], [15, 24, 18]), // left atrial appendage
  ];
}

/** Aorta, pulmonary trunk, caval and brachiocephalic veins. */
const GREAT_VESSELS: readonly SignedDistance[] = [
  tube([-6, 165, -75], [-15, 108, -68], 17, 15), // ascending aorta
  tube([-15, 108, -68], [6, 76, -92], 15, 14),
  tube([6, 76, -92], [25, 81, -138], 14, 13), // arch: its left edge is the knob
  tube([25, 81, -138], [23, 125, -168], 13, 12), // descending aorta
  tube([23, 125, -168], [14, 300, -172], 12, 11),
  tube([16, 165, -62], [28, 118, -92], 17, 15), // pulmonary trunk
  tube([-23, 30, -92], [-21, 165, -82], 9, 11), // superior vena cava
  tube([-23, 30, -92], [-42, 4, -96], 8, 7), // right brachiocephalic vein
  tube([18, 74, -104], [38, 2, -128], 8, 6), // left subclavian artery
  tube([-22, 225, -85], [-19, 190, -85], 12), // inferior vena cava
  tube([3, 40, -150], [6, 290, -160], 12), // oesophagus
  ellipsoid([6, 112, -104], [31, 46, 38]), // nodes and fat between aorta, trachea and pulmonary trunk
];

/**
 * The silhouette between the lungs: heart, great vessels, spine and the tissue that holds them.
 * Units: mm. Proportions after anatomy texts: heart about 0.46 of the thorax's inner width at scale 1.
 */
export function buildMediastinum(anatomy: ChestAnatomy): SignedDistance {
  const organs = blendAll([...heartChambers(anatomy.heartScale), ...GREAT_VESSELS], 9);
  return (x, y, z) => {
    // The lungs' back edges round off beside the vertebrae: no hard line runs down the film.
    const back = backOfChest(y);
    const spine = Math.abs(x) - 10 - 32 * Math.exp((back - z) / 22);
    // Trachea, oesophagus and their fat fill the middle; in front and behind the lungs nearly meet.
    const filled = 24 * Math.exp(-Math.abs(z + 118) / 24);
    const retrosternal = 24 * Math.exp((z - back - 186) / 18);
    const septum = Math.abs(x) - 7 - filled - retrosternal - 9 / (1 + Math.exp((y - 45) / 14));
    return blend(organs(x, y, z), Math.min(spine, septum), 6);
  };
}
