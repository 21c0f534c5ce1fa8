export interface ProbabilityText {
  /** '<' or '>' where rounding would claim certainty. */
  readonly bound: '' | '<' | '>';
  readonly value: number;
  readonly fractionDigits: 0 | 1;
}

/**
 * A probability in whole percent. Never 0 % or 100 % for what is neither; and one decimal more where rounding would
 * hide on which side of the operating point it lies.
 */
export function describeProbability(probability: number, threshold: number): ProbabilityText {
  if (probability > 0 && probability < 0.01) return { bound: '<', value: 0.01, fractionDigits: 0 };
  if (probability < 1 && probability > 0.99) return { bound: '>', value: 0.99, fractionDigits: 0 };
  const ambiguous =
    Math.round(probability * 100) === Math.round(threshold * 100) && probability !== threshold;
  return { bound: '', value: probability, fractionDigits: ambiguous ? 1 : 0 };
}
