import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatProbability, formatThreshold } from '#lib/results/format-number.ts';

it('never shows certainty', () => {
  expect(formatProbability(0.9999, 0.5)).toBe('>0.99');
  expect(formatProbability(1, 0.5)).toBe('>0.99');
  expect(formatProbability(0.0001, 0.5)).toBe('<0.01');
});

it('never shows a probability on the other side of its operating point', () => {
  const unit = fc.double({ min: 0.001, max: 0.999, noNaN: true });
  fc.assert(
    fc.property(unit, unit, (probability, threshold) => {
      fc.pre(Math.abs(probability - threshold) > 1e-5);
      const text = formatProbability(probability, threshold);
      const shown = Number(text.replace(/[<>]/, '')) - (text.startsWith('<') ? 1e-9 : 0);
      const point = Number(formatThreshold(threshold, probability));
      expect(shown >= point).toBe(probability >= threshold);
    }),
  );
});
