/** How far probabilities are from what happened. */
import type { Scored } from './rank-films.ts';

export interface ProbabilityBin {
  readonly films: number;
  readonly meanProbability: number;
  /** Of its films, the share with the finding. */
  readonly share: number;
}

const BINS = 10;

/** Ten bins of equally many films, the first ones one more: most probabilities are small, equal widths would hide them. */
export function binProbabilities(films: readonly Scored[]): ProbabilityBin[] {
  const sorted = films.toSorted((a, b) => a.score - b.score);
  const [each, more] = [Math.floor(sorted.length / BINS), sorted.length % BINS];
  const start = (bin: number) => bin * each + Math.min(bin, more);
  return Array.from({ length: BINS }, (_, bin) => sorted.slice(start(bin), start(bin + 1)))
    .filter((bin) => bin.length > 0)
    .map((bin) => ({
      films: bin.length,
      meanProbability: bin.reduce((sum, { score }) => sum + score, 0) / bin.length,
      share: bin.filter(({ present }) => present).length / bin.length,
    }));
}

/** Expected calibration error: the bins' gaps between probability and share, each by its films. NaN without films. */
export function calibrationError(bins: readonly ProbabilityBin[]): number {
  const films = bins.reduce((sum, bin) => sum + bin.films, 0);
  return bins.reduce((sum, bin) => sum + bin.films * Math.abs(bin.meanProbability - bin.share), 0) / films;
}
