/** Figures and tables for a terminal. */
import type { Estimate } from '#inference/evaluation/redraw-patients.ts';

/** With its interval. */
export function ranged(estimate: Estimate | undefined): string {
  if (estimate === undefined) return '-';
  const { value, interval } = estimate;
  return interval === undefined
    ? `${share(value)} (too few)`
    : `${share(value)} (${share(interval.low)} to ${share(interval.high)})`;
}

export function share(value: number | undefined): string {
  return value === undefined ? '-' : value.toFixed(3);
}

/** Columns as wide as their widest cell. */
export function tellTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  say: (line: string) => void,
): void {
  if (rows.length === 0) return;
  const widths = head.map((name, at) => Math.max(name.length, ...rows.map((row) => row[at]?.length ?? 0)));
  for (const row of [head, ...rows])
    say(
      row
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    );
}
