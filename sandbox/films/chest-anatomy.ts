import { createSeededRandom } from './seeded-random.ts';

export type ChestVariant = 'normal' | 'pleural-effusion' | 'nodule' | 'cardiomegaly';
export type Sex = 'F' | 'M';
/** -1 is the patient's right (image left), 1 the left. */
export type Side = -1 | 1;
/** Millimetres in the axes of cone-beam.ts. */
export type Point = readonly [x: number, y: number, z: number];

/** The measures in which one invented person differs from another. Lengths in millimetres. */
export interface ChestAnatomy {
  readonly seed: number;
  readonly sex: Sex;
  readonly cageScale: number;
  readonly fatMm: number;
  /** Enlarges the heart about its base; 1 is normal. */
  readonly heartScale: number;
  /** Height of the diaphragm's domes below the apices. */
  readonly domeTopMm: Readonly<Record<'right' | 'left', number>>;
  readonly ribSlope: number;
  readonly effusion?: { readonly side: Side; readonly levelMm: number; readonly riseMm: number };
  readonly nodule?: { readonly centre: Point; readonly radiusMm: number };
}

/** A person of that seed with that finding. Same seed, same person: only the finding differs between variants. */
export function buildChestAnatomy(variant: ChestVariant, seed: number, sex: Sex): ChestAnatomy {
  const random = createSeededRandom(seed);
  const right = random.between(214, 224);
  const person = {
    seed,
    sex,
    cageScale: (sex === 'F' ? 0.95 : 1) * random.between(0.98, 1.02),
    fatMm: random.between(12, 20),
    heartScale: random.between(0.95, 1.02),
    domeTopMm: { right, left: right + random.between(9, 14) },
    ribSlope: random.between(0.92, 1.08),
  };
  const side: Side = random.next() < 0.5 ? -1 : 1;
  const noduleCentre: Point = [
    -side * random.between(78, 92),
    random.between(112, 150),
    random.between(-150, -110),
  ];
  switch (variant) {
    case 'normal':
      return person;
    case 'pleural-effusion':
      return {
        ...person,
        effusion: { side, levelMm: person.domeTopMm[side < 0 ? 'right' : 'left'] - 22, riseMm: 50 },
      };
    case 'nodule':
      return { ...person, nodule: { centre: noduleCentre, radiusMm: random.between(7, 9) } };
    case 'cardiomegaly':
      return { ...person, heartScale: person.heartScale * 1.44 };
  }
}
