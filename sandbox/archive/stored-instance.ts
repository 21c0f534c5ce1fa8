import { open, readFile } from 'node:fs/promises';
import type { DicomHeader } from './dicom-header.ts';
import type { FrameRange } from './locate-frames.ts';
import type { CoercedValues, Splice } from './rewrite-elements.ts';

/** One instance as the archive serves it: the header with coerced values, and how to make its bytes from the file. */
export interface StoredInstance {
  readonly header: DicomHeader;
  readonly path: string;
  readonly coerced: CoercedValues;
  readonly splices: readonly Splice[];
  /** Of the file as it came, to tell a second sending from a second object. */
  readonly contentHash: string;
}

/** The instance as a Part 10 file, in slices of one buffer: nothing is copied together. */
export async function readInstance(instance: StoredInstance): Promise<readonly Buffer[]> {
  const original = await readFile(instance.path);
  const slices: Buffer[] = [];
  let position = 0;
  for (const splice of instance.splices) {
    slices.push(original.subarray(position, splice.offset), splice.inserted);
    position = splice.offset + splice.removed;
  }
  slices.push(original.subarray(position));
  return slices;
}

/** Only the frame's bytes are read; its place is that of the original file, which coercion leaves alone. */
export async function readFrame(instance: StoredInstance, frame: FrameRange): Promise<readonly Buffer[]> {
  const file = await open(instance.path);
  try {
    const slices: Buffer[] = [];
    for (const { offset, length } of frame) {
      const { buffer } = await file.read(Buffer.allocUnsafe(length), 0, length, offset);
      slices.push(buffer);
    }
    return slices;
  } finally {
    await file.close();
  }
}
