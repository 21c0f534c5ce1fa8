/** What `models measure` makes of a label's scores, on films whose truth and score are drawn by a known rule. */
import { describe, expect, test } from 'vitest';
import { measureLabel, type LabelFigures, type ScoredFilm } from '#inference/models/measure-label.ts';

/** The same draws on every run. */
function drawsOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
}

/** Films of which `present` is drawn with probability sigmoid(slope * logit + intercept). */
function films(count: number, slope: number, intercept: number): ScoredFilm[] {
  const draw = drawsOf(7);
  return Array.from({ length: count }, (_, i): ScoredFilm => {
    const logit = (draw() - 0.5) * 8;
    const chance = 1 / (1 + Math.exp(-(slope * logit + intercept)));
    return {
      patient: `patient-${String(i)}`,
      logit,
      present: draw() < chance,
      part: i % 2 === 0 ? 'learn' : 'measure',
    };
  });
}

function figuresOf(given: readonly ScoredFilm[]): LabelFigures {
  const found = measureLabel(given);
  if ('problem' in found) throw new Error(found.problem);
  return found;
}
const problemOf = (given: readonly ScoredFilm[]) => {
  const found = measureLabel(given);
  return 'problem' in found ? found.problem : undefined;
};

describe('measureLabel', () => {
  test('finds the calibration by which the films were drawn', () => {
    const { calibration, ece } = figuresOf(films(20_000, 0.8, -1.5));
    expect(calibration.slope).toBeCloseTo(0.8, 1);
    expect(calibration.intercept).toBeCloseTo(-1.5, 1);
    expect(ece).toBeLessThan(0.02);
  });

  test('sets its points by specificity and sensitivity, the one for absent below', () => {
    const { operatingPoint, ruleOut, prevalence } = figuresOf(films(20_000, 0.8, -1.5));
    expect(operatingPoint.specificity).toBeCloseTo(0.9, 1);
    expect(ruleOut?.sensitivity).toBeCloseTo(0.9, 1);
    expect(ruleOut?.threshold).toBeLessThan(operatingPoint.threshold);
    expect(prevalence).toBeGreaterThan(0.2);
  });

  test('counts the area pair by pair, a tie as half', () => {
    const learn = films(400, 2, 0).filter(({ part }) => part === 'learn');
    const measured = [1, 1, 1, 1, 1, 1, 1, 1, 0, 1].map((present, logit): ScoredFilm => ({
      patient: `measured-${String(logit)}`,
      logit,
      present: present === 1,
      part: 'measure',
    }));
    const more = Array.from({ length: 11 }, (_, i): ScoredFilm => ({
      patient: `more-${String(i)}`,
      logit: -1,
      present: false,
      part: 'measure',
    }));
    const tie: ScoredFilm = { patient: 'tie', logit: 9, present: true, part: 'measure' };
    const { auc } = figuresOf([...learn, ...measured, ...more, tie]);
    // 10 films with it, 12 without: only logit 8 without it beats 0 to 7.
    expect(auc.value).toBeCloseTo((10 * 11 + 2) / (10 * 12), 4);
    expect(auc.low).toBeLessThan(auc.value);
  });

  test('counts a patient’s films as one: the same film many times over makes nothing surer', () => {
    const given = films(400, 1.2, -1);
    const copied = given.flatMap((film) => Array.from({ length: 6 }, () => film));
    const [once, often] = [figuresOf(given), figuresOf(copied)];
    expect(often.auc.value).toBeCloseTo(once.auc.value, 5);
    expect(often.auc.high - often.auc.low).toBeCloseTo(once.auc.high - once.auc.low, 3);
  });

  test('learns nothing from the films that it measures on', () => {
    const given = films(2000, 1, -1);
    const changed = given.map((film) =>
      film.part === 'measure' ? { ...film, logit: film.logit / 2 } : film,
    );
    const [before, after] = [figuresOf(given), figuresOf(changed)];
    expect(after.calibration).toEqual(before.calibration);
    expect(after.operatingPoint.threshold).toBe(before.operatingPoint.threshold);
    expect(after.operatingPoint.sensitivity).not.toBe(before.operatingPoint.sensitivity);
  });

  test.each([
    [
      'that too few films have',
      films(2000, 1, -1).filter(({ present }, i) => !present || i < 8),
      /are needed/,
    ],
    ['that no film lacks', films(2000, 1, -1).filter(({ present }) => present), /are needed/],
    ['whose score ranks films the wrong way round', films(2000, -1, -1), /wrong way round/],
    [
      'whose score is no better than chance',
      films(2000, 1, -1).map((film, i) => (film.part === 'measure' ? { ...film, logit: i % 7 } : film)),
      /no better than chance/,
    ],
  ])('gives no figures for a label %s', (_, given, said) => {
    expect(problemOf(given)).toMatch(said);
  });

  test('stays finite where scores split the films perfectly', () => {
    const split = Array.from({ length: 80 }, (_, i): ScoredFilm => {
      const present = i % 4 < 2;
      return {
        patient: String(i),
        logit: present ? 3 + (i % 5) : -3 - (i % 5),
        present,
        part: i % 2 === 0 ? 'learn' : 'measure',
      };
    });
    const { calibration, auc, operatingPoint } = figuresOf(split);
    expect([calibration.slope, calibration.intercept].every(Number.isFinite)).toBe(true);
    expect(auc.value).toBe(1);
    expect(operatingPoint).toMatchObject({ sensitivity: 1, specificity: 1 });
  });
});
