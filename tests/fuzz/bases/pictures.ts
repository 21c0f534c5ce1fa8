/** Small pictures in every pixel layout that a header can state, and their compressed forms. */
import { createRequire } from 'node:module';
import type * as DcmjsCodecs from 'dcmjs-codecs';
import sharp from 'sharp';

export interface Picture {
  readonly rows: number;
  readonly columns: number;
  readonly frames: number;
  readonly samples: 1 | 3;
  readonly bitsAllocated: 1 | 8 | 16 | 32;
  readonly bitsStored: number;
  readonly signed: boolean;
  readonly planar: 0 | 1;
  readonly photometric: string;
  /** Little endian, frame by frame. */
  readonly cells: Uint8Array;
}

const { Context, NativeCodecs } = createRequire(import.meta.url)('dcmjs-codecs') as typeof DcmjsCodecs;

export function drawPicture(layout: Partial<Omit<Picture, 'cells'>> = {}): Picture {
  const picture = {
    ...({ rows: 24, columns: 32, frames: 1, samples: 1, bitsAllocated: 16, bitsStored: 12 } as const),
    ...({ signed: false, planar: 0, photometric: 'MONOCHROME2' } as const),
    ...layout,
  };
  return { ...picture, cells: drawCells(picture) };
}

/** A slope with some texture: what compresses neither to nothing nor not at all. */
function drawCells({ rows, columns, frames, samples, bitsAllocated, bitsStored }: Omit<Picture, 'cells'>) {
  const count = rows * columns * frames * samples;
  if (bitsAllocated === 1)
    return Uint8Array.from({ length: Math.ceil(count / 8) }, (_, i) => (i * 37) & 0xff);
  const limit = 2 ** Math.min(bitsStored, 31);
  const width = bitsAllocated / 8;
  const cells = Buffer.alloc(count * width);
  for (let i = 0; i < count; i++) cells.writeUIntLE((i * 13 + ((i * i) % 7)) % limit, i * width, width);
  return new Uint8Array(cells);
}

export type Encoder = 'encodeRle' | 'encodeJpeg' | 'encodeJpegLs' | 'encodeJpeg2000' | 'encodeHtJpeg2000';

/** The first frame, compressed by dcmjs-codecs. */
export async function encodePicture(
  picture: Picture,
  encoder: Encoder,
  parameters: Record<string, unknown>,
): Promise<Uint8Array> {
  if (!NativeCodecs.isInitialized()) await NativeCodecs.initializeAsync();
  const context = new Context({
    width: picture.columns,
    height: picture.rows,
    bitsAllocated: picture.bitsAllocated,
    bitsStored: picture.bitsStored,
    samplesPerPixel: picture.samples,
    pixelRepresentation: Number(picture.signed),
    planarConfiguration: picture.planar,
    photometricInterpretation: picture.photometric,
    decodedBuffer: picture.cells.slice(0, picture.cells.length / picture.frames),
  });
  return evenly(NativeCodecs[encoder](context, parameters).getEncodedBuffer() ?? new Uint8Array());
}

/** Progressive JPEG (transfer syntaxes .53 and .55), which dcmjs-codecs doesn't write. */
export async function encodeProgressive({ rows, columns, cells }: Picture): Promise<Uint8Array> {
  const raw = { width: columns, height: rows, channels: 1 } as const;
  const encoded = await sharp(cells, { raw }).toColourspace('b-w').jpeg({ progressive: true }).toBuffer();
  return evenly(Uint8Array.from(encoded));
}

/**
 * A baseline JPEG as an extended one of 12 bits (ISO/IEC 10918-1 B.2.2: SOF1, precision 12): its coefficients then stand
 * for smaller steps, and the stream is sound.
 */
export function asExtended(baseline: Uint8Array): Uint8Array {
  const extended = Buffer.from(baseline);
  const frameAt = extended.indexOf(Buffer.of(0xff, 0xc0));
  extended.set([0xff, 0xc1], frameAt);
  extended.set([12], frameAt + 4);
  return new Uint8Array(extended);
}

function evenly(bytes: Uint8Array): Uint8Array {
  return bytes.length % 2 === 0 ? bytes : Uint8Array.of(...bytes, 0);
}
