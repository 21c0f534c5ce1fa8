/** When a delivery that did not arrive is tried again. Pure: chance and age come in as arguments. */

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const LONGEST_MS = 5 * MINUTE_MS;
const LONGEST_ASKED_MS = 60 * MINUTE_MS;

/** After this long nobody waits for a destination any more: a person must act. */
export const GIVE_UP_AFTER_MS = 7 * 24 * 60 * MINUTE_MS;

/**
 * Milliseconds until the next attempt: doubling from one second to five minutes, the upper half of each spread by
 * `chance` (0 to 1), so that what failed together does not come back together. A destination that asks for more time
 * (Retry-After, RFC 9110 10.2.3) gets it, up to an hour.
 */
export function retryDelayMs(attempts: number, chance: number, askedMs = 0): number {
  const full = Math.min(LONGEST_MS, SECOND_MS * 2 ** Math.min(attempts - 1, 20));
  return Math.round(Math.max(full * (0.5 + chance / 2), askedRestMs(askedMs)));
}

/** Of a destination that asks to be left alone for so long: an hour at most. */
export function askedRestMs(askedMs: number): number {
  return Math.min(askedMs, LONGEST_ASKED_MS);
}

const FAILURES_BEFORE_REST = 5;
const SHORTEST_REST_MS = 5 * SECOND_MS;

/** How long a destination rests after so many failures in a row; undefined: not yet (a circuit breaker). */
export function restMs(failures: number): number | undefined {
  if (failures < FAILURES_BEFORE_REST) return undefined;
  return Math.min(LONGEST_MS, SHORTEST_REST_MS * 2 ** Math.min(failures - FAILURES_BEFORE_REST, 10));
}
