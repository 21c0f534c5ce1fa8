import { splatAirways, splatGastricBubble, splatNodule, splatSternum } from './airways-and-findings.ts';
import { buildBodySurface } from './body-surface.ts';
import type { ChestAnatomy } from './chest-anatomy.ts';
import type { Grid } from './cone-beam.ts';
import { exposeFilm } from './expose-film.ts';
import { buildLungDepth } from './lung-surface.ts';
import { splatLungVessels } from './lung-vessels.ts';
import { measureChords } from './measure-chords.ts';
import { buildMediastinum } from './mediastinum.ts';
import { resample } from './resample.ts';
import { buildRibCage } from './rib-cage.ts';
import { createSeededRandom } from './seeded-random.ts';
import { splatShoulderGirdle } from './shoulder-girdle.ts';
import type { AbsorptionImage } from './splat-solids.ts';
import { splatThoracicSkeleton } from './thoracic-skeleton.ts';
import { tissueNoise } from './tissue-noise.ts';

/** Linear absorption per mm at the effective energy of a filtered 120 kV beam (about 65 keV). */
const MUSCLE_PER_MM = 0.0192;
const FAT_PER_MM = 0.0172;
const LUNG_PER_MM = 0.0046;

export const FILM_SIDE_MM = 400;

export interface ProjectionOptions {
  readonly rows: number;
  readonly columns: number;
  /** Decides noise and texture; the anatomy carries its own. */
  readonly seed: number;
}

/** Soft tissue and lung along every ray: the smooth part of the film. */
function absorbSoftTissue(image: AbsorptionImage, anatomy: ChestAnatomy): void {
  const { grid, values, random } = image;
  const cage = buildRibCage(anatomy);
  const skin = buildBodySurface(anatomy, cage);
  const lungDepth = buildLungDepth(anatomy, cage, buildMediastinum(anatomy));
  const half: Grid = {
    rows: Math.ceil(grid.rows / 2),
    columns: Math.ceil(grid.columns / 2),
    spacingMm: grid.spacingMm * 2,
  };
  const trunk = measureChords((x, y, z) => -skin(x, y, z), half, Math.max(5, 4 * grid.spacingMm), [
    0,
    anatomy.fatMm,
  ] as const);
  const [body, muscle] = [resample(trunk[0], half, grid), resample(trunk[1], half, grid)];
  const [lung] = measureChords(lungDepth, grid, Math.max(2.5, 2.5 * grid.spacingMm), [0] as const);
  const bulk = tissueNoise(grid, 22 / grid.spacingMm, 4, random);
  const parenchyma = tissueNoise(grid, 3.2 / grid.spacingMm, 4, random);
  for (let place = 0; place < values.length; place++) {
    const flesh = (muscle[place] ?? 0) * (1 + 0.011 * (bulk[place] ?? 0));
    const fat = Math.max((body[place] ?? 0) - (muscle[place] ?? 0), 0);
    const air = lung[place] ?? 0;
    const row = Math.floor(place / grid.columns) / grid.rows;
    const blood = LUNG_PER_MM * (0.88 + 0.3 * row) - MUSCLE_PER_MM;
    const texture = 0.0009 * Math.sqrt(air) * (parenchyma[place] ?? 0);
    values[place] = (values[place] ?? 0) + MUSCLE_PER_MM * flesh + FAT_PER_MM * fat + blood * air + texture;
  }
}

/**
 * A frontal chest film of that person: 12-bit values (rows x columns), bright where the beam was absorbed. The film is
 * 400 mm wide whatever its size in pixels. Deterministic: the same anatomy and options give the same values.
 */
export function projectChest(anatomy: ChestAnatomy, options: ProjectionOptions): Uint16Array<ArrayBuffer> {
  const full: Grid = {
    rows: options.rows,
    columns: options.columns,
    spacingMm: FILM_SIDE_MM / options.columns,
  };
  const coarser = Math.max(1, Math.round(options.columns / 1000));
  const grid: Grid = {
    rows: Math.ceil(full.rows / coarser),
    columns: Math.ceil(full.columns / coarser),
    spacingMm: full.spacingMm * coarser,
  };
  const random = createSeededRandom(options.seed);
  const image: AbsorptionImage = { grid, values: new Float32Array(grid.rows * grid.columns), random };
  const cage = buildRibCage(anatomy);
  absorbSoftTissue(image, anatomy);
  splatThoracicSkeleton(image, anatomy, cage);
  splatShoulderGirdle(image, anatomy);
  splatSternum(image);
  splatAirways(image);
  splatGastricBubble(image, anatomy);
  const mediastinum = buildMediastinum(anatomy);
  splatLungVessels(
    image,
    buildLungDepth(anatomy, cage, mediastinum),
    buildLungDepth(anatomy, cage, mediastinum, true),
    anatomy.seed,
  );
  splatNodule(image, anatomy);
  return exposeFilm(image, full, random);
}
