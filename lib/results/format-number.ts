/** Numbers as a report shows them. They never round up to certainty, nor across the operating point. */

/** A probability, 0 to 1, with two decimals: `0.83`, and `<0.01` or `>0.99` at the ends. */
export function formatProbability(probability: number, threshold: number): string {
  if (probability < 0.01 && threshold >= 0.01) return '<0.01';
  if (probability > 0.99 && threshold <= 0.99) return '>0.99';
  const digits = [2, 3, 4, 5].find(
    (n) => keepsItsSide(probability, threshold, n) && !isCertain(probability, n),
  );
  if (digits === undefined && isCertain(probability, 6)) return probability < 0.5 ? '<0.000001' : '>0.999999';
  return probability.toFixed(digits ?? 6);
}

/** The operating point, with as many decimals as it needs to stay on its side of the probability. */
export function formatThreshold(threshold: number, probability: number): string {
  const digits = [2, 3, 4].find((n) => keepsItsSide(probability, threshold, n)) ?? 6;
  return threshold.toFixed(digits);
}

/** A number for a coded field: at most six decimals, which no model's calibration deserves more of. */
export function roundForCoding(value: number): number {
  return Number(value.toFixed(6));
}

function isCertain(probability: number, digits: number): boolean {
  const shown = Number(probability.toFixed(digits));
  return shown === 0 || shown === 1;
}

function keepsItsSide(probability: number, threshold: number, digits: number): boolean {
  if (Number(threshold.toFixed(digits)) === 0) return false;
  const difference = Number(probability.toFixed(digits)) - Number(threshold.toFixed(digits));
  return probability >= threshold ? difference >= 0 : difference < 0;
}
