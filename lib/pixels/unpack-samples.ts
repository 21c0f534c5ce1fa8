/** Little- or big-endian cells -> stored values: overlay bits and rubbish above the high bit removed, signs extended. */
import type { PixelFrame } from '#inference/contract.ts';
import type { PixelLayout } from './read-pixel-layout.ts';

type Samples = PixelFrame['pixels'];

/** `cells` holds at least rows * columns cells; the result has memory of its own. */
export function unpackSamples(
  cells: Uint8Array,
  layout: PixelLayout,
  options: { bigEndian: boolean; shift: number },
): Samples {
  const samples = allocate(layout);
  const bytes = new Uint8Array(samples.buffer);
  bytes.set(cells.subarray(0, bytes.length));
  if (options.bigEndian && layout.bitsAllocated === 16) Buffer.from(samples.buffer).swap16();
  mask(samples, layout, options.shift);
  return samples;
}

function allocate({ rows, columns, bitsAllocated, signed }: PixelLayout): Samples {
  const count = rows * columns;
  if (bitsAllocated === 8) return signed ? new Int8Array(count) : new Uint8Array(count);
  return signed ? new Int16Array(count) : new Uint16Array(count);
}

function mask(samples: Samples, { bitsAllocated, bitsStored, signed }: PixelLayout, shift: number): void {
  if (bitsStored === bitsAllocated) return;
  const up = 32 - bitsStored - shift;
  const down = 32 - bitsStored;
  // Shifting the stored bits to the top and back drops what lies around them; >> keeps the sign, >>> has none.
  if (signed) for (let i = 0; i < samples.length; i++) samples[i] = ((samples[i] ?? 0) << up) >> down;
  else for (let i = 0; i < samples.length; i++) samples[i] = ((samples[i] ?? 0) << up) >>> down;
}
