/**
 * One label's scores on films whose truth is known -> its calibration, operating points and figures. Learnt on one part
 * of the patients and measured on the other: figures on films that set the threshold would flatter it.
 */
import { areaUnderCurve } from '../evaluation/area-under-curve.ts';
import { calibratedProbability } from '../evaluation/calibrated-probability.ts';
import { binProbabilities, calibrationError } from '../evaluation/calibration-error.ts';
import { rankFilms, type Ranking } from '../evaluation/rank-films.ts';
import { callsAt, firstCalled, SHARES } from '../evaluation/rates-at.ts';
import { estimate, redrawPatients } from '../evaluation/redraw-patients.ts';
import type { MeasuredLabel } from './manifest-label.ts';

/** One film of one patient; films of a patient never stand on both sides. */
export interface ScoredFilm {
  readonly patient: string;
  readonly logit: number;
  readonly present: boolean;
  readonly part: 'learn' | 'measure';
}

export type LabelFigures = Pick<
  MeasuredLabel,
  'calibration' | 'operatingPoint' | 'ruleOut' | 'auc' | 'prevalence' | 'ece'
>;

/** Fewer with the finding, or without it, on either side tell nothing: a share of 10 is off by 30 points. */
const FEWEST = 10;
const SPECIFICITY = 0.9;
const SENSITIVITY = 0.9;

/** The figures, or in words why there are none. */
export function measureLabel(films: readonly ScoredFilm[]): LabelFigures | { readonly problem: string } {
  const learn = films.filter(({ part }) => part === 'learn');
  const measure = films.filter(({ part }) => part === 'measure');
  for (const part of [learn, measure]) {
    const positives = part.filter(({ present }) => present).length;
    const fewest = Math.min(positives, part.length - positives);
    if (fewest < FEWEST)
      return {
        problem: `${String(positives)} of ${String(part.length)} films have it; ${String(FEWEST)} with and without it are needed in either half`,
      };
  }
  const fitted = fitPlatt(learn);
  const calibration = { slope: round(fitted.slope), intercept: round(fitted.intercept) };
  if (!(calibration.slope > 0)) return { problem: 'its score ranks films the wrong way round' };
  const probability = ({ logit }: ScoredFilm) => calibratedProbability(logit, calibration);
  const measured = measure.map((film) => ({ score: probability(film), present: film.present }));
  const ranking = rankFilms(measure.map(({ logit, present }) => ({ score: logit, present })));
  const auc = areaOf(ranking, measure);
  if (!(auc.low > 0.5))
    return { problem: `no better than chance: AUC ${String(auc.value)}, from ${String(auc.low)}` };
  const present = thresholdBySpecificity(learn.filter((film) => !film.present).map(probability));
  const absent = Math.min(
    present,
    thresholdBySensitivity(learn.filter((film) => film.present).map(probability)),
  );
  const pointAt = (threshold: number) => {
    const isCalled = (logit: number) => calibratedProbability(logit, calibration) >= threshold;
    const calls = callsAt(ranking, firstCalled(ranking, isCalled));
    const share = ([hits, of]: readonly [number, number]) => round(hits / of);
    return {
      threshold,
      sensitivity: share(SHARES.sensitivity(calls)),
      specificity: share(SHARES.specificity(calls)),
    };
  };
  return {
    calibration,
    operatingPoint: { name: 'specificity-90', ...pointAt(present) },
    ruleOut: { name: 'sensitivity-90', ...pointAt(absent) },
    auc,
    prevalence: round(measured.filter((film) => film.present).length / measured.length),
    ece: round(calibrationError(binProbabilities(measured))),
  };
}

/** Platt scaling: the slope and intercept of highest likelihood, by Newton's method, a trace of ridge against a perfect split. */
function fitPlatt(films: readonly ScoredFilm[]): { slope: number; intercept: number } {
  let [slope, intercept] = [0, 0];
  for (let step = 0; step < 100; step++) {
    const sums = { slope: -1e-6 * slope, intercept: 0, ss: 1e-6, si: 0, ii: 1e-9 };
    for (const { logit, present } of films) {
      const given = calibratedProbability(logit, { slope, intercept });
      const [error, weight] = [Number(present) - given, given * (1 - given)];
      sums.slope += error * logit;
      sums.intercept += error;
      sums.ss += weight * logit * logit;
      sums.si += weight * logit;
      sums.ii += weight;
    }
    const determinant = sums.ss * sums.ii - sums.si ** 2;
    const [bySlope, byIntercept] = [
      (sums.slope * sums.ii - sums.intercept * sums.si) / determinant,
      (sums.intercept * sums.ss - sums.slope * sums.si) / determinant,
    ];
    slope += bySlope;
    intercept += byIntercept;
    if (Math.abs(bySlope) + Math.abs(byIntercept) < 1e-9) break;
  }
  return { slope, intercept };
}

/** The lowest threshold that leaves this share of the films without the finding below it. */
function thresholdBySpecificity(negatives: readonly number[]): number {
  const sorted = negatives.toSorted((a, b) => a - b);
  const at = Math.min(Math.ceil(SPECIFICITY * sorted.length), sorted.length - 1);
  return within(Math.ceil((sorted[at] ?? 1) * 1e5) / 1e5);
}

/** The highest threshold that leaves this share of the films with the finding at or above it. */
function thresholdBySensitivity(positives: readonly number[]): number {
  const sorted = positives.toSorted((a, b) => a - b);
  return within(Math.floor((sorted[Math.floor((1 - SENSITIVITY) * sorted.length)] ?? 0) * 1e5) / 1e5);
}

function areaOf(ranking: Ranking, films: readonly ScoredFilm[]): MeasuredLabel['auc'] {
  const value = areaUnderCurve(ranking);
  const redraws = redrawPatients(films.map(({ patient }) => patient));
  const drawn = Array.from(redraws, (weights) => areaUnderCurve(ranking, weights));
  // Where too few redraws tell anything, nothing is known of it.
  const { low, high } = estimate(value, drawn)?.interval ?? { low: 0, high: 1 };
  return { value: round(value), low: round(low), high: round(high) };
}

/** A threshold of 0 or 1 would call everything or nothing. */
function within(threshold: number): number {
  return Math.min(0.99999, Math.max(0.00001, threshold));
}

function round(value: number): number {
  return Math.round(value * 1e5) / 1e5;
}
