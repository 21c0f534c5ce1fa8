/** One grey JPEG image of 8 bits -> samples, by the libjpeg-turbo that libvips brings: native, and twice as fast as WebAssembly. */
import sharp from 'sharp';

const ICC_PROFILE = Buffer.from('ICC_PROFILE\0', 'latin1');
/** Where a colour profile stands if there is one: before the first scan. */
const HEADER_BYTES = 256 * 1024;

/** Undefined where libvips would change the greys by a profile, or finds anything to object to: others are more lenient. */
export async function decodeGreyJpeg(encoded: Uint8Array, pixels: number): Promise<Uint8Array | undefined> {
  if (Buffer.from(encoded.subarray(0, HEADER_BYTES)).includes(ICC_PROFILE)) return undefined;
  try {
    // Its cache and its threads are set where previews are drawn (render-preview.ts).
    const image = sharp(encoded, { failOn: 'warning', sequentialRead: true }).toColourspace('b-w').raw();
    const { data, info } = await image.toBuffer({ resolveWithObject: true });
    // A copy: memory that a native module brought can't be handed to another thread.
    return info.channels === 1 && data.length === pixels ? new Uint8Array(data) : undefined;
  } catch {
    return undefined;
  }
}
