/** One label's scores -> its figures, each with the interval that its redraws give (redrawPatients). */
import type { MeasuredLabel } from '../models/manifest-label.ts';
import { areaUnderCurve } from './area-under-curve.ts';
import { calibratedProbability } from './calibrated-probability.ts';
import { binProbabilities, calibrationError, type ProbabilityBin } from './calibration-error.ts';
import { rankFilms, type Ranking, type Weights } from './rank-films.ts';
import { type Calls, callsAt, firstCalled, SHARES } from './rates-at.ts';
import { type Estimate, estimate, estimateShare } from './redraw-patients.ts';

export interface EvaluatedFilm {
  readonly patient: string;
  /** As the labels stand. */
  readonly logits: ArrayLike<number>;
  /** As the labels stand; undefined where nobody judged the label on this film. */
  readonly truth: readonly (boolean | undefined)[];
}

/** A label of a manifest; without calibration only its area can be told. */
export interface EvaluatedLabel {
  readonly label: string;
  readonly calibration?: MeasuredLabel['calibration'] | undefined;
  readonly points: readonly { readonly name: string; readonly threshold: number }[];
  /** A score over all findings: it has figures of its own, and no part in their mean. */
  readonly isTriage?: boolean;
}

type Rate = keyof typeof SHARES;

/** A rate is absent where it would be a share of no films. */
export type PointEvaluation = { readonly [Each in Rate]?: Estimate } & {
  readonly name: string;
  readonly threshold: number;
  readonly calls: Calls;
};

export interface LabelEvaluation {
  readonly label: string;
  readonly films: number;
  readonly patients: number;
  /** Films that have it. */
  readonly positives: number;
  readonly prevalence?: number;
  /** Absent where no film has it or every film has; without an interval below FEWEST patients of either kind. */
  readonly auc?: Estimate;
  readonly calibration?: {
    readonly error: number;
    readonly meanProbability: number;
    readonly bins: readonly ProbabilityBin[];
  };
  readonly points: readonly PointEvaluation[];
}

/** With fewer films of either kind an area is little more than chance: no mean takes it in. */
export const FEWEST = 5;

/** A label with its films ranked, once for all redraws. */
export interface Question {
  readonly label: EvaluatedLabel;
  readonly ranking: Ranking;
  readonly positives: number;
  /** For each point, the rank from which films are called present. */
  readonly called: readonly number[];
}

export function askLabel(label: EvaluatedLabel, at: number, films: readonly EvaluatedFilm[]): Question {
  const judged = films.flatMap(({ logits, truth }, film) => {
    const [score, present] = [logits[at], truth[at]];
    return score === undefined || present === undefined ? [] : [{ film, score, present }];
  });
  const ranking = rankFilms(
    judged,
    judged.map(({ film }) => film),
  );
  const { calibration } = label;
  const points = calibration === undefined ? [] : label.points;
  const called = points.map(({ threshold }) =>
    firstCalled(
      ranking,
      (logit) => calibration !== undefined && calibratedProbability(logit, calibration) >= threshold,
    ),
  );
  const positives = judged.filter(({ present }) => present).length;
  return { label: { ...label, points }, ranking, positives, called };
}

const RATES = Object.keys(SHARES) as Rate[];

/** The area, then the rates of each point. */
export function figuresOf({ ranking, called }: Question, weights: Weights): number[] {
  const rates = called.flatMap((first) => {
    const calls = callsAt(ranking, first, weights);
    return RATES.map((rate) => {
      const [hits, of] = SHARES[rate](calls);
      return hits / of;
    });
  });
  return [areaUnderCurve(ranking, weights), ...rates];
}

/** `drawn`: of each redraw what figuresOf gives. */
export function describeLabel(
  question: Question,
  drawn: readonly (readonly number[])[],
  films: readonly EvaluatedFilm[],
): LabelEvaluation {
  const { label, ranking, positives, called } = question;
  const count = ranking.film.length;
  const column = (at: number) => drawn.map((figures) => figures[at] ?? Number.NaN);
  const patients = patientsOf(ranking, films);
  const auc = estimate(
    areaUnderCurve(ranking),
    Math.min(patients.with, patients.without) < FEWEST ? [] : column(0),
  );
  return {
    label: label.label,
    films: count,
    patients: patients.all,
    positives,
    ...(count > 0 && { prevalence: positives / count }),
    ...(auc && { auc }),
    ...(label.calibration && count > 0 && { calibration: describeCalibration(ranking, label.calibration) }),
    points: label.points.map((point, place) => {
      const calls = callsAt(ranking, called[place] ?? count);
      const rates = RATES.flatMap((rate, at) => {
        const found = estimateShare(SHARES[rate](calls), column(1 + place * RATES.length + at));
        return found === undefined ? [] : [[rate, found] as const];
      });
      return { name: point.name, threshold: point.threshold, calls, ...Object.fromEntries(rates) };
    }),
  };
}

/** A patient may have films of both kinds. */
function patientsOf({ film, present }: Ranking, films: readonly EvaluatedFilm[]) {
  const names = Array.from(film, (at) => films[at]?.patient);
  const count = (kind: number) => new Set(names.filter((_, rank) => present[rank] === kind)).size;
  return { all: new Set(names).size, with: count(1), without: count(0) };
}

function describeCalibration({ score, present }: Ranking, line: MeasuredLabel['calibration']) {
  const films = Array.from(score, (logit, rank) => ({
    score: calibratedProbability(logit, line),
    present: present[rank] === 1,
  }));
  const bins = binProbabilities(films);
  const meanProbability = films.reduce((sum, film) => sum + film.score, 0) / films.length;
  return { error: calibrationError(bins), meanProbability, bins };
}
