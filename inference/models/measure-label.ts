/**
 * One label's scores on films whose truth is known -> its calibration, operating points and figures. Learnt on one part
 * of the patients and measured on the other: figures on films that set the threshold would flatter it.
 */
import type { MeasuredLabel } from './manifest-label.ts';

/** One film of one patient; films of a patient never stand on both sides. */
export interface ScoredFilm {
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
const BINS = 10;

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
  const calibration = fitPlatt(learn);
  if (!(calibration.slope > 0)) return { problem: 'its score ranks films the wrong way round' };
  const probability = ({ logit }: ScoredFilm) => sigmoid(calibration.slope * logit + calibration.intercept);
  const measured = measure.map((film) => ({ probability: probability(film), present: film.present }));
  const auc = areaOf(measured);
  if (!(auc.low > 0.5))
    return { problem: `no better than chance: AUC ${String(auc.value)}, from ${String(auc.low)}` };
  const present = thresholdBySpecificity(learn.filter((film) => !film.present).map(probability));
  const absent = Math.min(
    present,
    thresholdBySensitivity(learn.filter((film) => film.present).map(probability)),
  );
  return {
    calibration: { slope: round(calibration.slope), intercept: round(calibration.intercept) },
    operatingPoint: { name: 'specificity-90', threshold: present, ...ratesAt(measured, present) },
    ruleOut: { name: 'sensitivity-90', threshold: absent, ...ratesAt(measured, absent) },
    auc,
    prevalence: round(measured.filter((film) => film.present).length / measured.length),
    ece: round(calibrationError(measured)),
  };
}

interface Film {
  readonly probability: number;
  readonly present: boolean;
}

/** Platt scaling: the slope and intercept of highest likelihood, by Newton's method, a trace of ridge against a perfect split. */
function fitPlatt(films: readonly ScoredFilm[]): { slope: number; intercept: number } {
  let [slope, intercept] = [0, 0];
  for (let step = 0; step < 100; step++) {
    const sums = { slope: -1e-6 * slope, intercept: 0, ss: 1e-6, si: 0, ii: 1e-9 };
    for (const { logit, present } of films) {
      const given = sigmoid(slope * logit + intercept);
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

function ratesAt(films: readonly Film[], threshold: number): { sensitivity: number; specificity: number } {
  const share = (of: readonly Film[], called: (film: Film) => boolean) =>
    round(of.filter(called).length / of.length);
  return {
    sensitivity: share(
      films.filter(({ present }) => present),
      (film) => film.probability >= threshold,
    ),
    specificity: share(
      films.filter(({ present }) => !present),
      (film) => film.probability < threshold,
    ),
  };
}

/** The chance that a film with the finding scores higher than one without; 95% interval by Hanley and McNeil (1982). */
function areaOf(films: readonly Film[]): MeasuredLabel['auc'] {
  const positives = films.filter(({ present }) => present).map(({ probability }) => probability);
  const negatives = films.filter(({ present }) => !present).map(({ probability }) => probability);
  let wins = 0;
  for (const a of positives) for (const b of negatives) wins += a > b ? 1 : a === b ? 0.5 : 0;
  const [p, n] = [positives.length, negatives.length];
  const area = wins / (p * n);
  const [q1, q2] = [area / (2 - area), (2 * area ** 2) / (1 + area)];
  const spread = Math.sqrt(
    (area * (1 - area) + (p - 1) * (q1 - area ** 2) + (n - 1) * (q2 - area ** 2)) / (p * n),
  );
  const [low, high] = [Math.max(0, area - 1.96 * spread), Math.min(1, area + 1.96 * spread)];
  return { value: round(area), low: round(low), high: round(high) };
}

/** How far probabilities are from what happened, over ten equal bins. */
function calibrationError(films: readonly Film[]): number {
  const bins = Map.groupBy(films, ({ probability }) => Math.min(BINS - 1, Math.floor(probability * BINS)));
  return [...bins.values()].reduce((sum, bin) => {
    const gap = bin.reduce((total, { probability, present }) => total + probability - Number(present), 0);
    return sum + Math.abs(gap) / films.length;
  }, 0);
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** A threshold of 0 or 1 would call everything or nothing. */
function within(threshold: number): number {
  return Math.min(0.99999, Math.max(0.00001, threshold));
}

function round(value: number): number {
  return Math.round(value * 1e5) / 1e5;
}
