/** What a threshold does. */
import { countKinds, type Ranking, type Weights } from './rank-films.ts';

/** Films, or weights of them. */
export interface Calls {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly trueNegatives: number;
}

/** A share as how many of how many. */
type Share = readonly [hits: number, of: number];

/** Of the films with the finding those called, of those without it those not called, and the reverse of both. */
export const SHARES = {
  sensitivity: (calls: Calls): Share => [calls.truePositives, calls.truePositives + calls.falseNegatives],
  specificity: (calls: Calls): Share => [calls.trueNegatives, calls.trueNegatives + calls.falsePositives],
  positivePredictiveValue: (calls: Calls): Share => [
    calls.truePositives,
    calls.truePositives + calls.falsePositives,
  ],
  negativePredictiveValue: (calls: Calls): Share => [
    calls.trueNegatives,
    calls.trueNegatives + calls.falseNegatives,
  ],
} as const;

/** The first rank whose film is called; as many as there are films where none is. `isCalled` rises with the score. */
export function firstCalled({ score }: Ranking, isCalled: (score: number) => boolean): number {
  const at = score.findIndex(isCalled);
  return at < 0 ? score.length : at;
}

/** Films from rank `first` on are called. */
export function callsAt(ranking: Ranking, first: number, weights?: Weights): Calls {
  const { film, present } = ranking;
  const above = { ...ranking, film: film.subarray(first), present: present.subarray(first) };
  const [all, called] = [countKinds(ranking, weights), countKinds(above, weights)];
  return {
    truePositives: called.with,
    falsePositives: called.without,
    falseNegatives: all.with - called.with,
    trueNegatives: all.without - called.without,
  };
}
