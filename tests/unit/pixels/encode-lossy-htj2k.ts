/** What dcmjs-codecs writes of a lossy one overflows in white; OpenJPH's own package does not. */
import { createRequire } from 'node:module';

/** What the package gives; it brings no types. */
interface Htj2kEncoder {
  getDecodedBuffer(frame: object): Uint8Array;
  setQuality(lossless: boolean, quantisationStep: number): void;
  encode(): void;
  getEncodedBuffer(): Uint8Array;
  delete(): void;
}
const openJph = createRequire(import.meta.url)('@cornerstonejs/codec-openjph') as () => Promise<{
  readonly HTJ2KEncoder: new () => Htj2kEncoder;
}>;

/** `cells`: side * side samples of `bits` bits in 16. `step`: the quantisation's, of the range of values. */
export async function encodeLossyHtj2k(
  cells: Uint8Array,
  { side, bits, signed, step }: { side: number; bits: number; signed: boolean; step: number },
): Promise<Uint8Array> {
  const { HTJ2KEncoder } = await openJph();
  const encoder = new HTJ2KEncoder();
  const frame = { width: side, height: side, bitsPerSample: bits, componentCount: 1, isSigned: signed };
  encoder.getDecodedBuffer({ ...frame, isUsingColorTransform: false }).set(cells);
  encoder.setQuality(false, step);
  encoder.encode();
  const encoded = Uint8Array.from(encoder.getEncodedBuffer());
  encoder.delete();
  return encoded;
}
