import { describe, expect, test } from 'vitest';
import { decisionLogit } from '#inference/explanation/decision-logit.ts';
import { describeMap } from '#inference/explanation/describe-map.ts';

const maps = (columns: number, ...values: number[]) => ({
  rows: 2,
  columns,
  values: Float32Array.from(values),
});

describe('describeMap', () => {
  test('scales what is above the baseline by its strongest place', () => {
    expect(describeMap(maps(2, -1, 1, 4, -3), 0).values).toEqual([0, 0.25, 1, 0]);
    expect(describeMap(maps(2, -1, -2, -3, -5), 0, -3).values).toEqual([1, 0.5, 0, 0]);
  });

  test('takes the plane of its label', () => {
    expect(describeMap(maps(1, 9, 9, 1, 2), 1).values).toEqual([0.5, 1]);
    expect(() => describeMap(maps(1, 9, 9, 1, 2), 2)).toThrow(RangeError);
  });

  test.each([
    ['left', [5, 0, 5, 1]],
    ['right', [0, 5, 1, 5]],
    ['both', [5, 5, 5, 4]],
    [undefined, [-1, -1, 0, -2]],
  ])('weighs on the side %s of the picture', (side, values) => {
    expect(describeMap(maps(2, ...values), 0).imageSide).toBe(side);
  });

  test('counts the middle column to neither side', () => {
    expect(describeMap(maps(3, 1, 9, 0, 1, 9, 0), 0).imageSide).toBe('left');
  });

  test('the baseline is the logit at which the label is called present', () => {
    const label = {
      calibration: { slope: 2, intercept: 3 },
      operatingPoint: { name: 'youden', threshold: 0.1, sensitivity: 0.7, specificity: 0.8 },
    };
    const logit = decisionLogit(label);
    expect(1 / (1 + Math.exp(-(2 * logit + 3)))).toBeCloseTo(0.1, 10);
  });
});
