/** Area, redraws, intervals and groups: what must hold of any films at all. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { areaUnderCurve } from '#inference/evaluation/area-under-curve.ts';
import { groupFilms, MOST_VALUES } from '#inference/evaluation/group-films.ts';
import { rankFilms, type Scored } from '#inference/evaluation/rank-films.ts';
import { DRAWS, estimate, estimateShare, redrawPatients } from '#inference/evaluation/redraw-patients.ts';

const scored = fc.record({ score: fc.integer({ min: -5, max: 5 }), present: fc.boolean() });

/** NaN is NaN, and the order in which sums are taken is nothing. */
const near = (value: number) => Math.round(value * 1e9) / 1e9;

/** By its definition: every pair of a film with and one without. */
function byPairs(films: readonly Scored[]): number {
  const pairs = films
    .filter(({ present }) => present)
    .flatMap(({ score }) =>
      films.filter((each) => !each.present).map((each) => Math.sign(score - each.score)),
    );
  return pairs.reduce((sum, sign) => sum + (sign + 1) / 2, 0) / pairs.length;
}

describe('areaUnderCurve', () => {
  test('is the share of pairs in the right order, whatever ties, and NaN where there is no pair', () => {
    fc.assert(
      fc.property(fc.array(scored, { maxLength: 40 }), (films) => {
        expect(near(areaUnderCurve(rankFilms(films)))).toBe(near(byPairs(films)));
      }),
    );
  });

  test('of weighted films is that of as many copies', () => {
    const weighted = fc.array(fc.tuple(scored, fc.integer({ min: 0, max: 3 })), { maxLength: 30 });
    fc.assert(
      fc.property(weighted, (films) => {
        const copies = films.flatMap(([film, times]) => Array.from({ length: times }, () => film));
        const area = areaUnderCurve(
          rankFilms(films.map(([film]) => film)),
          films.map(([, times]) => times),
        );
        expect(near(area)).toBe(near(byPairs(copies)));
      }),
    );
  });

  test('turns round with the scores', () => {
    fc.assert(
      fc.property(fc.array(scored, { minLength: 2, maxLength: 40 }), (films) => {
        const turned = films.map(({ score, present }) => ({ score: -score, present }));
        expect(near(areaUnderCurve(rankFilms(turned)))).toBe(near(1 - areaUnderCurve(rankFilms(films))));
      }),
    );
  });
});

describe('redrawPatients', () => {
  test('draws as many patients as there are, each with all of its films', () => {
    const patients = ['a', 'b', 'b', 'c', 'b'];
    let draws = 0;
    for (const [a, b1, b2, c, b3] of redrawPatients(patients)) {
      expect([b2, b3]).toEqual([b1, b1]);
      expect((a ?? 0) + (b1 ?? 0) + (c ?? 0)).toBe(3);
      draws++;
    }
    expect(draws).toBe(DRAWS);
  });

  test('draws every patient once on the average', () => {
    const patients = Array.from({ length: 40 }, (_, at) => String(at));
    const sums = new Float64Array(40);
    for (const weights of redrawPatients(patients, 4000))
      weights.forEach((weight, at) => (sums[at] = (sums[at] ?? 0) + weight));
    // Of 4,000 draws the mean is within 0.08 of 1 in all but one of millions of cases.
    expect(sums.every((sum) => Math.abs(sum / 4000 - 1) < 0.08)).toBe(true);
  });
});

describe('estimates', () => {
  test('a share is never surer than Wilson’s interval of as many films (SciPy 1.10: binomtest.proportion_ci)', () => {
    const certain = Array.from({ length: 100 }, () => 1);
    expect(estimateShare([10, 10], certain)?.interval?.low).toBeCloseTo(0.7224672, 6);
    expect(estimateShare([0, 7], certain.fill(0))?.interval?.high).toBeCloseTo(0.3543304, 6);
    const { low, high } = estimateShare([8, 10], [])?.interval ?? {};
    expect([low, high]).toEqual([expect.closeTo(0.4901625, 6), expect.closeTo(0.9433178, 6)]);
  });

  test('a share of nothing is none, and redraws that had nothing to count give no interval', () => {
    expect(estimateShare([0, 0], [0.5])).toBeUndefined();
    expect(estimate(0.7, [0.6, Number.NaN, Number.NaN])).toEqual({ value: 0.7 });
    expect(estimate(Number.NaN, [0.6])).toBeUndefined();
  });

  test('an interval holds its figure', () => {
    fc.assert(
      fc.property(
        fc.float({ noNaN: true, min: 0, max: 1 }),
        fc.array(fc.float({ noNaN: true, min: 0, max: 1 })),
        (value, drawn) => {
          const { low = value, high = value } = estimate(value, drawn)?.interval ?? {};
          expect(low <= value && value <= high).toBe(true);
        },
      ),
    );
  });
});

describe('groupFilms', () => {
  test('parts by sex, age band and view in that order, and leaves out whose fact is unknown', () => {
    const groups = groupFilms([
      { sex: 'M', ageYears: 17.9, view: 'MLO' },
      { sex: 'F', ageYears: 60 },
      { ageYears: 39 },
      { sex: 'F', ageYears: 40, others: new Map([['site', 'north']]) },
    ]);
    expect(groups.map(({ by, value, films }) => [by, value, films])).toEqual([
      ['sex', 'F', [1, 3]],
      ['sex', 'M', [0]],
      ['age', 'under 18', [0]],
      ['age', '18-39', [2]],
      ['age', '40-59', [3]],
      ['age', '60 and over', [1]],
      ['view', 'MLO', [0]],
      ['site', 'north', [3]],
    ]);
  });

  test('a column of identifiers parts nothing', () => {
    const films = Array.from({ length: MOST_VALUES + 1 }, (_, at) => ({
      others: new Map([['device', String(at)]]),
    }));
    expect(groupFilms(films)).toEqual([]);
    expect(groupFilms(films.slice(1))).toHaveLength(MOST_VALUES);
  });
});
