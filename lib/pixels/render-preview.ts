/** A film as a small 8-bit picture, in the greys that the model sees too. */
import sharp from 'sharp';
import type { PixelFrame } from '#inference/contract.ts';
import { toGreyscale } from '#inference/preprocessing/to-greyscale.ts';

export type PreviewFormat = 'png' | 'jpeg' | 'webp';

export interface PreviewOptions {
  readonly format?: PreviewFormat;
  /** Pixels on the longer side; a smaller film is not enlarged. */
  readonly maxSide?: number;
}

export interface Preview {
  readonly bytes: Uint8Array;
  readonly contentType: string;
  readonly width: number;
  readonly height: number;
}

const MAX_SIDE = 1024;
const QUALITY = 88;

// Each film is drawn once: a cache would only hold memory. The thread that calls is the one that may be busy.
sharp.cache(false);
sharp.concurrency(1);

export async function renderPreview(frame: PixelFrame, options: PreviewOptions = {}): Promise<Preview> {
  const { format = 'jpeg', maxSide = MAX_SIDE } = options;
  const raw = { width: frame.columns, height: frame.rows, channels: 1 } as const;
  const { data, info } = await sharp(toBytes(toGreyscale(frame)), { raw })
    .resize({ width: maxSide, height: maxSide, fit: 'inside', withoutEnlargement: true })
    .toColourspace('b-w')
    .toFormat(format, format === 'png' ? {} : { quality: QUALITY })
    .toBuffer({ resolveWithObject: true });
  return {
    bytes: new Uint8Array(data),
    contentType: `image/${format}`,
    width: info.width,
    height: info.height,
  };
}

function toBytes(greys: Float32Array): Uint8ClampedArray {
  const bytes = new Uint8ClampedArray(greys.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = (greys[i] ?? 0) * 255;
  return bytes;
}
