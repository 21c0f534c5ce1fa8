/** One line of results.json. */
export interface Row {
  readonly name: string;
  readonly ours: number;
  readonly peer: number | null;
  readonly peerName: string | null;
  /** Ours to the peer's; without a peer none. */
  readonly ratio: number | null;
  readonly unit: string;
  /** An upper bound: of the ratio where there is a peer, else of our own figure. */
  readonly goal: number | null;
  readonly holds: boolean | null;
}

/** Our own figure against a bound that an issue sets, or against none. */
export function absoluteRow(name: string, ours: number, unit: string, goal: number | null): Row {
  const rounded = round(ours, 1);
  const holds = goal === null ? null : rounded <= goal;
  return { name, ours: rounded, peer: null, peerName: null, ratio: null, unit, goal, holds };
}

/** Our figure beside a peer's of the same run; the goal bounds the ratio. */
export function ratioRow(
  name: string,
  figures: { ours: number; peer: number; peerName: string; unit: string },
  goal: number | null,
): Row {
  const ratio = round(figures.ours / figures.peer, 3);
  return {
    name,
    ours: round(figures.ours, 1),
    peer: round(figures.peer, 1),
    peerName: figures.peerName,
    ratio,
    unit: figures.unit,
    goal,
    holds: goal === null ? null : ratio <= goal,
  };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle) - 1] ?? 0)) / 2;
}

function round(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}
