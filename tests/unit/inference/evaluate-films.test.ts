/** The figures of `models evaluate` beside other software's, and where there is nothing to count. */
import { describe, expect, test } from 'vitest';
import { evaluateFilms } from '#inference/evaluation/evaluate-films.ts';
import type { EvaluatedFilm, LabelEvaluation } from '#inference/evaluation/evaluate-label.ts';
import { fallShort } from '#inference/evaluation/fall-short.ts';

// Drawn by NumPy 1.24 (default_rng(7): truth at 35%, logits normal, 1.1 higher with the finding, one decimal so that
// many tie). The figures below are scikit-learn 1.2.1's of these very numbers: roc_auc_score, recall_score and
// precision_score at 0.4; the calibration error is NumPy's array_split of the stable argsort.
const LOGITS = [
  -0.7, 0.2, -0.5, 1.2, -0.1, -0.6, 0.9, 0.9, 1.1, -1.3, 0.3, 1.7, -0.9, -0.5, -0.1, 1.3, 0.7, -0.3, -0.4,
  -0.3, 2.6, 0.7, -0.3, 1.5, 1.0, -0.2, -1.1, 0, -0.4, 1.2, 0.7, 1.1, 1.8, 0.8, 1.1, 1.1, 0.6, -0.2, 0.3,
  -0.6, -0.9, -0.3, -0.9, 0.2, 2.2, -0.8, 0.5, 0.2, 0.5, -0.2, -0.2, 0.7, 1.6, -1.0, 1.0, 1.1, -1.1, 0.3,
  -0.9, 1.0,
];
const WITH = new Set([3, 4, 6, 10, 11, 12, 20, 21, 23, 24, 31, 32, 33, 35, 37, 39, 40, 46, 52, 54, 55]);
const PATIENTS = [
  24, 0, 21, 15, 12, 19, 23, 12, 2, 18, 5, 5, 4, 4, 22, 9, 2, 4, 9, 8, 7, 23, 21, 14, 24, 8, 3, 6, 2, 23, 5,
  11, 5, 24, 3, 12, 23, 13, 22, 22, 19, 18, 14, 14, 20, 10, 23, 21, 9, 10, 17, 23, 2, 1, 6, 10, 4, 12, 13, 23,
];
const LABEL = {
  label: 'mass',
  calibration: { slope: 0.9, intercept: -0.8 },
  points: [{ name: 'in', threshold: 0.4 }],
};
const FILMS = LOGITS.map((logit, at): EvaluatedFilm => ({
  patient: String(PATIENTS[at]),
  logits: [logit],
  truth: [WITH.has(at)],
}));

function evaluateOne(films: readonly EvaluatedFilm[]): LabelEvaluation {
  const [found] = evaluateFilms(films, [LABEL]).labels;
  if (found === undefined) throw new Error('no label');
  return found;
}

describe('evaluateFilms', () => {
  const found = evaluateOne(FILMS);

  test('gives scikit-learn’s area, rates and predictive values, ties and all', () => {
    expect(found).toMatchObject({ films: 60, patients: 24, positives: 21, prevalence: 0.35 });
    expect(found.auc?.value).toBeCloseTo(0.7393162393162392, 12);
    const [point] = found.points;
    expect(point?.calls).toEqual({
      truePositives: 15,
      falsePositives: 12,
      falseNegatives: 6,
      trueNegatives: 27,
    });
    expect(point?.sensitivity?.value).toBeCloseTo(0.7142857142857143, 12);
    expect(point?.specificity?.value).toBeCloseTo(0.6923076923076923, 12);
    expect(point?.positivePredictiveValue?.value).toBeCloseTo(0.5555555555555556, 12);
    expect(point?.negativePredictiveValue?.value).toBeCloseTo(0.8181818181818182, 12);
  });

  test('gives NumPy’s calibration error over ten bins of equally many films', () => {
    expect(found.calibration?.error).toBeCloseTo(0.10102131288477695, 12);
    expect(found.calibration?.meanProbability).toBeCloseTo(0.3828692760588991, 12);
    expect(found.calibration?.bins.map(({ films }) => films)).toEqual(Array(10).fill(6));
  });

  test('gives the interval of redrawn patients: 20,000 redraws by NumPy reach from 0.598 to 0.856', () => {
    expect(found.auc?.interval?.low).toBeCloseTo(0.598, 1);
    expect(found.auc?.interval?.high).toBeCloseTo(0.856, 1);
    expect(Math.abs((found.auc?.interval?.low ?? 0) - 0.598)).toBeLessThan(0.02);
    expect(Math.abs((found.auc?.interval?.high ?? 0) - 0.856)).toBeLessThan(0.02);
  });

  test('the same films give the same intervals on every run', () => {
    expect(evaluateOne(FILMS)).toEqual(found);
  });

  test('a film that nobody judged counts for nothing, and one label’s gaps are not another’s', () => {
    const twoLabels = FILMS.map(({ patient, logits, truth }, at) => ({
      patient,
      logits: [0, ...Array.from(logits)],
      truth: [at % 2 === 0, at < 30 ? truth[0] : undefined],
    }));
    const { labels } = evaluateFilms(twoLabels, [{ ...LABEL, label: 'other' }, LABEL]);
    expect(labels.map(({ films }) => films)).toEqual([60, 30]);
    expect(labels[0]?.auc?.value).toBe(0.5);
    expect(labels[1]?.auc).toMatchObject({ value: evaluateOne(FILMS.slice(0, 30)).auc?.value });
  });

  test('without a calibration only the area is told: no probability, no threshold', () => {
    const [bare] = evaluateFilms(FILMS, [{ ...LABEL, calibration: undefined }]).labels;
    expect(bare?.auc?.value).toBeCloseTo(0.7393162393162392, 12);
    expect(bare).toMatchObject({ points: [] });
    expect(bare).not.toHaveProperty('calibration');
  });

  test.each([
    ['no film', [] as EvaluatedFilm[]],
    ['films that all have it', FILMS.filter((_, at) => WITH.has(at))],
    ['films that all lack it', FILMS.filter((_, at) => !WITH.has(at))],
  ])('%s: no area, and no rate of nothing', (_, films) => {
    const { labels, meanAuc } = evaluateFilms(films, [LABEL]);
    expect(meanAuc).toBeUndefined();
    expect(labels[0]).not.toHaveProperty('auc');
    const point = labels[0]?.points[0];
    const shares = [point?.sensitivity, point?.specificity].filter((share) => share !== undefined);
    expect(shares).toHaveLength(films.length === 0 ? 0 : 1);
    expect(JSON.stringify(labels)).not.toMatch(/NaN|null/);
  });

  test('four patients with the finding give an area and no interval: it would claim what nobody knows', () => {
    const few = FILMS.filter((_, at) => !WITH.has(at) || [3, 4, 6, 10].includes(at));
    const { auc } = evaluateOne(few);
    expect(auc?.value).toBeGreaterThan(0);
    expect(auc).not.toHaveProperty('interval');
  });

  test('a score over all findings has its own figures and no part in their mean', () => {
    const films = FILMS.map((film) => ({
      ...film,
      logits: [...Array.from(film.logits), 1],
      truth: [...film.truth, true],
    }));
    const alone = evaluateFilms(FILMS, [LABEL]);
    const { labels, meanAuc } = evaluateFilms(films, [LABEL, { ...LABEL, label: 'any', isTriage: true }]);
    expect(meanAuc).toEqual(alone.meanAuc);
    expect(labels.map(({ label }) => label)).toEqual([LABEL.label, 'any']);
  });

  test('a mean takes in the labels with enough films of both kinds only', () => {
    const films = FILMS.map(({ patient, logits, truth }, at) => ({
      patient,
      logits: [...Array.from(logits), 1],
      truth: [...truth, at < 2],
    }));
    expect(evaluateFilms(films, [LABEL, { ...LABEL, label: 'rare' }]).meanAuc).toMatchObject({
      labels: 1,
      value: found.auc?.value,
    });
  });
});

describe('fallShort', () => {
  const point = { name: 'in', threshold: 0.4, sensitivity: 0.95, specificity: 0.6 };
  const card = (auc: number) => ({
    labels: [
      {
        label: 'mass',
        calibration: LABEL.calibration,
        operatingPoint: point,
        auc: { value: auc, low: auc, high: auc },
        prevalence: 0.3,
        ece: 0.1,
      },
    ],
  });
  const { labels } = evaluateFilms(FILMS, [LABEL]);

  test('names what the card says and the whole interval lies below', () => {
    expect(fallShort(labels, card(0.95)).map(({ label, figure, point: at }) => [label, figure, at])).toEqual([
      ['mass', 'auc', undefined],
      ['mass', 'sensitivity', 'in'],
    ]);
  });

  test('is silent where the interval reaches the card’s figure, and where there is none', () => {
    expect(fallShort(labels, card(0.8)).map(({ figure }) => figure)).toEqual(['sensitivity']);
    expect(fallShort(evaluateFilms([], [LABEL]).labels, card(0.95))).toEqual([]);
    expect(fallShort(labels, { labels: [{ label: 'mass' }] })).toEqual([]);
  });
});
