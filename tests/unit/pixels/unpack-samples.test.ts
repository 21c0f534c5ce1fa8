import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PixelLayout } from '#lib/pixels/read-pixel-layout.ts';
import { unpackSamples } from '#lib/pixels/unpack-samples.ts';

function layout(columns: number, changes: Partial<PixelLayout>): PixelLayout {
  const colour = { samplesPerPixel: 1, photometricInterpretation: 'MONOCHROME2', planar: false };
  const bits = { bitsAllocated: 16, bitsStored: 12, shift: 0, kind: 'unsigned' } as const;
  return { rows: 1, columns, frames: 1, ...colour, ...bits, ...changes };
}

/** Bit by bit, as DICOM PS3.5 section 8.1.1 tells it. */
function storedValue(cell: number, { bitsStored, shift, kind }: PixelLayout): number {
  const stored = (cell >>> shift) & (2 ** bitsStored - 1);
  return kind === 'signed' && stored >= 2 ** (bitsStored - 1) ? stored - 2 ** bitsStored : stored;
}

describe('unpackSamples', () => {
  test('gives the stored bits alone, wherever in a film the others are not what they should be', () => {
    const films = fc.record({
      cells: fc.uint16Array({ minLength: 1, maxLength: 9 }),
      clean: fc.boolean(),
      bitsStored: fc.integer({ min: 1, max: 16 }),
      more: fc.integer({ min: 0, max: 15 }),
      kind: fc.constantFrom('signed' as const, 'unsigned' as const),
      before: fc.integer({ min: 1, max: 5 }),
      mayShare: fc.boolean(),
    });
    fc.assert(
      fc.property(films, ({ cells, clean, bitsStored, more, kind, before, mayShare }) => {
        const shift = Math.min(more, 16 - bitsStored);
        const about = layout(cells.length, { bitsStored, kind, shift: clean ? 0 : shift });
        // As writers leave it: zeros or signs above; one cell at the end is dirty all the same.
        const written = clean ? cells.map((cell) => storedValue(cell, about)) : cells;
        written[written.length - 1] = cells.at(-1) ?? 0;
        const options = { bigEndian: false, shift: about.shift, mayShare };
        // Once alone in their memory, once behind a header of any length.
        const object = new Uint8Array(before + written.byteLength);
        object.set(new Uint8Array(written.buffer, 0, written.byteLength), before);
        const kept = object.slice();
        for (const cells of [new Uint8Array(written.slice().buffer), object.subarray(before)]) {
          const samples = unpackSamples(cells, about, options);
          expect([...samples]).toEqual([...written].map((cell) => storedValue(cell, about)));
        }
        expect(object).toEqual(kept);
      }),
      { numRuns: 1000 },
    );
  });

  test('gives the film memory of its own where its cells lie in an object', () => {
    const object = Uint8Array.from([9, 9, 1, 0, 2, 0, 9, 9]);
    const samples = unpackSamples(object.subarray(2, 6), layout(2, {}), {
      bigEndian: true,
      shift: 0,
      mayShare: true,
    });
    expect([...samples]).toEqual([0x100, 0x200]);
    expect([...object]).toEqual([9, 9, 1, 0, 2, 0, 9, 9]);
    expect(samples.buffer.byteLength).toBe(4);
  });

  test('copies nothing that needs no change, unless a few pixels would keep much else in memory', () => {
    const options = { bigEndian: false, shift: 0, mayShare: true };
    const object = Uint8Array.from([9, 9, 1, 0, 2, 0]);
    expect(unpackSamples(object.subarray(2), layout(2, {}), options).buffer).toBe(object.buffer);
    const large = new Uint8Array(100);
    expect(unpackSamples(large.subarray(2), layout(2, {}), options).buffer).not.toBe(large.buffer);
  });
});
