import type { Ended, FuzzResult } from './fuzz-films.ts';

/** Tables for a person: outcomes by code, the slowest and the largest cases, memory over the run, findings. */
export function report({ cases, findings }: FuzzResult): string {
  return [
    `${cases.length} cases`,
    ...['', 'outcome of decoding'],
    ...counted(cases.map(({ decode }) => decode)),
    ...['', 'outcome of reading the header'],
    ...counted(cases.map(({ header }) => header)),
    ...['', 'slowest (processor ms), largest growth (MB)'],
    ...[...topBy(cases, 'cpuMs'), ...topBy(cases, 'grownMb')].map(describe),
    ...['', 'memory of the process in each tenth of the cases: median after a case, peak during one (MB)'],
    ...tenths(cases),
    ...['', `${findings.length} findings`],
    ...counted(findings.map(({ kind }) => kind)),
    ...findings
      .slice(0, 50)
      .map(({ kind, index, base, mutations, detail }) =>
        [`  ${kind} at ${index}`, base, mutations.join('+'), detail.replaceAll('\n', ' ').slice(0, 200)].join(
          ' | ',
        ),
      ),
  ].join('\n');
}

function counted(names: readonly string[]): string[] {
  const groups = Object.entries(Object.groupBy(names, (name) => name));
  return groups
    .map(([name, all]) => ({ name, count: all?.length ?? 0 }))
    .toSorted((a, b) => b.count - a.count)
    .map(({ name, count }) => `  ${String(count).padStart(7)}  ${name}`);
}

function topBy(cases: readonly Ended[], key: 'cpuMs' | 'grownMb'): Ended[] {
  return cases.toSorted((a, b) => b[key] - a[key]).slice(0, 8);
}

function describe({ cpuMs, grownMb, index, base, mutations, decode, bytes }: Ended): string {
  return `  ${cpuMs} ms, ${grownMb} MB: ${index} ${base} ${mutations.join('+')} (${bytes} bytes) -> ${decode}`;
}

function tenths(cases: readonly Ended[]): string[] {
  const size = Math.max(1, Math.ceil(cases.length / 10));
  return Array.from({ length: Math.ceil(cases.length / size) }, (_, i) => {
    const slice = cases.slice(i * size, (i + 1) * size);
    const sorted = slice.map(({ rssMb }) => rssMb).toSorted((a, b) => a - b);
    const peak = Math.max(...slice.map(({ peakMb }) => peakMb));
    return `  ${sorted[Math.floor(sorted.length / 2)] ?? 0}  ${peak}`;
  });
}
