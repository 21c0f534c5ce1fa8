/** Bootstrap over patients (Efron 1979), not over films: films of one patient resemble each other. */

export interface Interval {
  readonly low: number;
  readonly high: number;
}

export interface Estimate {
  readonly value: number;
  /** 95%. Absent where most redraws had nothing to count. */
  readonly interval?: Interval;
}

export const DRAWS = 1000;
const SEED = 20_260;
const ENDS = [0.025, 0.975];

/**
 * As many patients as there are, drawn with replacement, again and again. Yields how often each film counts, by its place
 * in `patients`; the array is written anew for each draw. The same patients give the same draws.
 */
export function* redrawPatients(patients: readonly string[], draws = DRAWS): Generator<Uint16Array> {
  const number = new Map([...new Set(patients)].toSorted().map((patient, at) => [patient, at]));
  const owner = Int32Array.from(patients, (patient) => number.get(patient) ?? 0);
  const random = randomOf(SEED);
  const times = new Uint16Array(number.size);
  const weights = new Uint16Array(patients.length);
  for (let draw = 0; draw < draws; draw++) {
    times.fill(0);
    for (let i = 0; i < times.length; i++) {
      const at = Math.floor(random() * times.length);
      times[at] = (times[at] ?? 0) + 1;
    }
    for (let film = 0; film < weights.length; film++) weights[film] = times[owner[film] ?? 0] ?? 0;
    yield weights;
  }
}

/** `drawn`: the same figure of each redraw, NaN where a redraw had none. Undefined where the figure itself is NaN. */
export function estimate(value: number, drawn: readonly number[]): Estimate | undefined {
  if (Number.isNaN(value)) return undefined;
  const found = drawn.filter((each) => !Number.isNaN(each)).sort((a, b) => a - b);
  if (2 * found.length < drawn.length || found.length === 0) return { value };
  const [low = value, high = value] = ENDS.map((share) => quantile(found, share));
  // A figure at the edge of what is possible may lie just outside of its own redraws.
  return { value, interval: { low: Math.min(low, value), high: Math.max(high, value) } };
}

/**
 * A share of films. Redraws of a few patients who all agree would claim certainty: the interval is never narrower than
 * the score interval (Wilson 1927) of as many films.
 */
export function estimateShare(
  [hits, of]: readonly [number, number],
  drawn: readonly number[],
): Estimate | undefined {
  const found = estimate(hits / of, drawn);
  if (found === undefined) return undefined;
  const { low, high } = scoreInterval(hits, of);
  const { interval = { low, high } } = found;
  return {
    value: found.value,
    interval: { low: Math.min(low, interval.low), high: Math.max(high, interval.high) },
  };
}

/** Wilson's, 95%. */
function scoreInterval(hits: number, of: number): Interval {
  const z = 1.959964;
  const [share, spread] = [hits / of, (z * z) / of];
  const middle = (share + spread / 2) / (1 + spread);
  const reach = (z * Math.sqrt((share * (1 - share)) / of + spread / (4 * of))) / (1 + spread);
  return { low: Math.max(0, middle - reach), high: Math.min(1, middle + reach) };
}

/** Between the two nearest, in proportion. */
function quantile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1);
  const [below = 0, above = below] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return below + (above - below) * (at - Math.floor(at));
}

/** Mulberry32 (Ettinger 2017), 0 inclusive to 1 exclusive: enough for redraws, and the same everywhere. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
