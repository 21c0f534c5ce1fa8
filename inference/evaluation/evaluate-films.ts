/** Scores of films whose truth is known -> every figure of each label, and their mean area. */
import { areaUnderCurve } from './area-under-curve.ts';
import {
  askLabel,
  describeLabel,
  type EvaluatedFilm,
  type EvaluatedLabel,
  FEWEST,
  figuresOf,
  type LabelEvaluation,
  type Question,
} from './evaluate-label.ts';
import { type Estimate, estimate, redrawPatients } from './redraw-patients.ts';

export interface Evaluation {
  readonly films: number;
  readonly patients: number;
  readonly labels: readonly LabelEvaluation[];
  /** Over the findings that FEWEST films have and FEWEST lack. */
  readonly meanAuc?: Estimate & { readonly labels: number };
}

export function evaluateFilms(
  films: readonly EvaluatedFilm[],
  labels: readonly EvaluatedLabel[],
): Evaluation {
  const questions = labels.map((label, at) => askLabel(label, at, films));
  const drawn = questions.map(() => [] as number[][]);
  const patients = films.map(({ patient }) => patient);
  for (const weights of redrawPatients(patients))
    questions.forEach((question, at) => drawn[at]?.push(figuresOf(question, weights)));
  const findings = labels.flatMap(({ isTriage }, at) => (isTriage === true ? [] : [at]));
  const meanAuc = meanArea(questions, drawn, findings);
  return {
    films: films.length,
    patients: new Set(patients).size,
    labels: questions.map((question, at) => describeLabel(question, drawn[at] ?? [], films)),
    ...(meanAuc && { meanAuc }),
  };
}

function meanArea(
  questions: readonly Question[],
  drawn: readonly (readonly number[])[][],
  findings: readonly number[],
): Evaluation['meanAuc'] {
  const used = findings.filter((at) => {
    const { ranking, positives } = questions[at] ?? { ranking: { film: [] }, positives: 0 };
    return Math.min(positives, ranking.film.length - positives) >= FEWEST;
  });
  const areas = used.flatMap((at) => questions[at]?.ranking ?? []).map((ranking) => areaUnderCurve(ranking));
  const draws = (drawn[0] ?? []).map((_, draw) =>
    mean(used.map((at) => drawn[at]?.[draw]?.[0] ?? Number.NaN)),
  );
  const found = estimate(mean(areas), draws);
  return found && { ...found, labels: used.length };
}

/** Of those that are numbers; NaN where none is. */
function mean(values: readonly number[]): number {
  const numbers = values.filter((value) => !Number.isNaN(value));
  return numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
}
