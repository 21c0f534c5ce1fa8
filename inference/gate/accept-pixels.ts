/** May this model see this film? Decided by its pixels, where the header could lie or be silent. */
import type { ModelOutput, PixelFrame } from '../contract.ts';
import type { ModelManifest } from '../models/manifest.ts';
import type { PIXEL_REASONS } from '../models/manifest-gate.ts';
import type { Acceptance } from './accept-film.ts';

export type PixelRefusal = (typeof PIXEL_REASONS)[number] | 'film-blank';

/** A film whose pixels all but this share hold one value shows nobody: the widest collimation leaves more. */
const SHOWN_SHARE = 0.01;
/** A prime, so that the samples don't line up in columns. */
const STEP = 13;
const ACCEPTED = { accepted: true } as const;

/** Before the model runs, whichever it is. */
export function acceptFrame({ pixels }: Pick<PixelFrame, 'pixels'>): Acceptance<PixelRefusal> {
  const counts = new Map<number, number>();
  let [samples, most] = [0, 0];
  for (let i = 0; i < pixels.length; i += STEP) {
    const value = pixels[i] ?? 0;
    const count = (counts.get(value) ?? 0) + 1;
    counts.set(value, count);
    if (count > most) most = count;
    samples += 1;
  }
  return samples - most >= SHOWN_SHARE * samples ? ACCEPTED : { accepted: false, reason: 'film-blank' };
}

/** After it ran, by what its graph says of the film itself; a model whose graph says nothing accepts all. */
export function acceptOutput(
  { outputs }: Pick<ModelManifest, 'outputs'>,
  { gate }: Pick<ModelOutput, 'gate'>,
): Acceptance<PixelRefusal> {
  const failed = outputs.gate?.checks.find(({ output, above }) => !((gate?.[output] ?? Infinity) <= above));
  return failed === undefined ? ACCEPTED : { accepted: false, reason: failed.reason };
}
