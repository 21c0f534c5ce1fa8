import type { ModelInput } from '../models/manifest.ts';

/** The dimensions of a tensor of so many films, as the graph wants them. */
export function tensorShape({ channels, height, width, layout }: ModelInput, films: number): number[] {
  return layout === 'NHWC' ? [films, height, width, channels] : [films, channels, height, width];
}
