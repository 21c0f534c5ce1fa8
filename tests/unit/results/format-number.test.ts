import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatProbability, formatThreshold } from '#lib/results/format-number.ts';

it('never shows certainty', () => {
  expect(formatProbability(0.9999, 0.5)).toBe('>0.99');
  expect(formatProbability(1, 0.5)).toBe('>0.99');
  expect(formatProbability(0.0001, 0.5)).toBe('<0.01');
  // As rule-out points of rare findings have it: both below one percent.
  expect(formatProbability(0.003748, 0.0099)).toBe('0.004');
  expect(formatProbability(0.000116, 0.0099)).toBe('0.0001');
  expect(formatProbability(1e-9, 0.0099)).toBe('<0.000001');
});

it('never shows 0 or 1, whatever the operating point', () => {
  const open = fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true });
  fc.assert(
    fc.property(open, open, (probability, threshold) => {
      expect(['0', '1']).not.toContain(String(Number(formatProbability(probability, threshold))));
    }),
  );
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
