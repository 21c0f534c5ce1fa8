/**
 * Time and memory of a piece of work, threads included. Processor time, not the clock: a machine that is busy with
 * something else makes nothing hang.
 */
export interface Measured {
  readonly cpuMs: number;
  readonly grownMb: number;
  /** Of the whole process, whatever it held before. */
  readonly peakMb: number;
}

const SAMPLE_MS = 10;
const MEGABYTE = 1024 * 1024;

export async function measure(work: () => Promise<void>): Promise<Measured> {
  const before = process.memoryUsage.rss();
  let peak = before;
  const look = () => (peak = Math.max(peak, process.memoryUsage.rss()));
  const sampling = setInterval(look, SAMPLE_MS);
  const from = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(from);
  clearInterval(sampling);
  look();
  return { cpuMs: (user + system) / 1000, grownMb: (peak - before) / MEGABYTE, peakMb: peak / MEGABYTE };
}
