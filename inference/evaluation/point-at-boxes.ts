/**
 * The pointing game (Zhang et al., International Journal of Computer Vision 2018): does a map's highest point lie where a
 * person drew a box, and how much do box and drawn region have in common.
 */
import type { MapRegion } from '../explanation/draw-regions.ts';
import type { FilmSize, Place } from '../explanation/place-map.ts';
import type { Point } from '../explanation/simplify-ring.ts';
import { areaOfBoxes, isInside, overlapBoxes } from './overlap-boxes.ts';
import { type Estimate, estimateShare, redrawPatients } from './redraw-patients.ts';

/** One finding on one film: a point can lie in one box only, so all its boxes are asked together. */
export interface BoxedFinding {
  readonly label: string;
  readonly patient: string;
  readonly film: FilmSize;
  /** In pixels of the film; at least one, each with an area. */
  readonly boxes: readonly Place[];
  readonly highest: Point;
  /** Undefined where the label has no threshold from which a region could be drawn. */
  readonly regions: readonly MapRegion[] | undefined;
}

export interface PointingFigures {
  readonly label: string;
  /** Findings with boxes: one for each film. */
  readonly boxed: number;
  readonly hits: number;
  readonly hitRate?: Estimate;
  /** Mean share of the film that the boxes cover: how often a point set blindly would hit. */
  readonly boxShare: number;
  /** On how many films a region is drawn. */
  readonly drawn?: number;
  /** Means over all boxed findings, 0 where nothing is drawn. */
  readonly intersectionOverUnion?: number;
  readonly shareOfBox?: number;
}

/** For each label that has boxes, as they come; then all together, under the name of `all`. */
export function pointAtBoxes(findings: readonly BoxedFinding[], all: string): PointingFigures[] {
  const byLabel = Map.groupBy(findings, ({ label }) => label);
  const each = [...byLabel].map(([label, found]) => describe(label, found));
  return findings.length === 0 ? [] : [...each, describe(all, findings)];
}

function describe(label: string, findings: readonly BoxedFinding[]): PointingFigures {
  const hit = findings.map(({ boxes, highest }) => boxes.some((box) => isInside(highest, box)));
  const hits = hit.filter(Boolean).length;
  const drawn = Array.from(redrawPatients(findings.map(({ patient }) => patient)), (weights) => {
    const [counted, all] = hit.reduce(
      ([inside, total], isHit, at) => {
        const weight = weights[at] ?? 0;
        return [inside + (isHit ? weight : 0), total + weight];
      },
      [0, 0],
    );
    return counted / all;
  });
  const hitRate = estimateShare([hits, findings.length], drawn);
  return {
    label,
    boxed: findings.length,
    hits,
    ...(hitRate && { hitRate }),
    boxShare: mean(findings.map(({ boxes, film }) => areaOfBoxes(boxes) / (film.rows * film.columns))),
    ...describeRegions(findings),
  };
}

function describeRegions(findings: readonly BoxedFinding[]) {
  const drawable = findings.flatMap(({ regions, boxes }) => (regions ? [{ regions, boxes }] : []));
  if (drawable.length < findings.length) return {};
  const overlaps = drawable.map(({ regions, boxes }) => overlapBoxes(regions, boxes));
  return {
    drawn: drawable.filter(({ regions }) => regions.length > 0).length,
    intersectionOverUnion: mean(overlaps.map((overlap) => overlap.intersectionOverUnion)),
    shareOfBox: mean(overlaps.map((overlap) => overlap.shareOfBox)),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
