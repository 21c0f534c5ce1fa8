/** A film's file -> its pixels, as far as the product would show them to this model. DICOM, or an 8-bit grey PNG or JPEG. */
import sharp from 'sharp';
import type { PixelFrame } from '#inference/contract.ts';
import { acceptFilm, refuseListed, type RefusalReason } from '#inference/gate/accept-film.ts';
import { acceptFrame, type PixelRefusal } from '#inference/gate/accept-pixels.ts';
import type { ModelAcceptance } from '#inference/models/manifest.ts';
import type { DecodePool } from '#lib/pixels/decode-pool.ts';
import { readHeader } from '#lib/pixels/read-header.ts';
import { readOrigin } from '#lib/pixels/read-origin.ts';
import { AppError } from '#lib/platform/errors.ts';
import { describeRefusal } from './describe-refusal.ts';

export interface KnownOfFilm {
  readonly sex?: string | undefined;
  readonly ageYears?: number | undefined;
  readonly view?: string | undefined;
}

export interface ReadFilm {
  readonly frame: PixelFrame;
  /** What the object's header tells; a picture tells nothing. */
  readonly header: KnownOfFilm;
}

/** Why a film can't be used: a stable code, and words for a person. */
export interface Unusable {
  readonly code: string;
  readonly said: string;
}

/** A picture has no header: what the table knows of it stands in for one before the gate. */
export async function readFilm(
  bytes: Uint8Array,
  accepts: ModelAcceptance,
  known: KnownOfFilm,
  decoder: DecodePool,
): Promise<ReadFilm | Unusable> {
  const read = await readAccepted(bytes, accepts, known, decoder);
  if ('code' in read) return read;
  const shown = acceptFrame(read.frame);
  return shown.accepted ? read : refusal(shown.reason, accepts);
}

async function readAccepted(
  bytes: Uint8Array,
  accepts: ModelAcceptance,
  known: KnownOfFilm,
  decoder: DecodePool,
): Promise<ReadFilm | Unusable> {
  if (isPicture(bytes)) {
    const { ageYears, view } = known;
    const refused = refuseListed(accepts, {
      ...(ageYears !== undefined && { ageYears }),
      ...(view && { view }),
    });
    return refused === undefined ? readPicture(bytes) : refusal(refused, accepts);
  }
  try {
    const header = readHeader(bytes);
    const acceptance = acceptFilm(accepts, { ...header, ...readOrigin(bytes) });
    if (!acceptance.accepted) return refusal(acceptance.reason, accepts);
    const { frame } = await decoder.decode(bytes);
    const { ageYears, view, patient } = header;
    return { frame, header: { ageYears, view, sex: patient.sex } };
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    const said =
      thrown.code === 'film-not-dicom'
        ? 'it is neither a DICOM object nor a PNG or JPEG picture'
        : `the product can’t decode it (${thrown.code})`;
    return { code: thrown.code, said };
  }
}

export function refusal(reason: RefusalReason | PixelRefusal, accepts: ModelAcceptance): Unusable {
  return { code: reason, said: `the model’s gate refuses it: ${describeRefusal(reason, accepts)}` };
}

function isPicture(bytes: Uint8Array): boolean {
  const starts = (...magic: number[]) => magic.every((byte, at) => bytes[at] === byte);
  return starts(0x89, 0x50, 0x4e, 0x47) || starts(0xff, 0xd8, 0xff);
}

/** Greys as they are, 0 black to 255 white. */
async function readPicture(bytes: Uint8Array): Promise<ReadFilm | Unusable> {
  try {
    const picture = sharp(bytes);
    if ((await picture.metadata()).depth !== 'uchar')
      return {
        code: 'picture-not-8-bit',
        said: 'a PNG or JPEG of more than 8 bits; write it as DICOM, or with 8',
      };
    const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
    const pixels = firstChannel(data, info.channels);
    if (pixels === undefined)
      return { code: 'not-greyscale', said: 'a picture in colours, and the model reads greys only' };
    const grey = {
      bitsStored: 8,
      photometricInterpretation: 'MONOCHROME2',
      rescale: { slope: 1, intercept: 0 },
    } as const;
    const window = { center: 127.5, width: 255, function: 'LINEAR_EXACT' } as const;
    return { frame: { rows: info.height, columns: info.width, pixels, ...grey, window }, header: {} };
  } catch {
    return { code: 'picture-not-readable', said: 'the PNG or JPEG is cut short or broken' };
  }
}

/** Of a film that was written in colours; JPEG may move the three apart a little. Undefined where they are colours indeed. */
const GREY_TOLERANCE = 8;

function firstChannel(data: Uint8Array, channels: number): Uint8Array | undefined {
  const pixels = new Uint8Array(data.length / channels);
  for (let i = 0; i < pixels.length; i++) {
    const [red = 0, green = 0, blue = 0] =
      channels < 3 ? [data[i * channels]] : data.subarray(i * channels, i * channels + 3);
    if (channels >= 3 && Math.max(red, green, blue) - Math.min(red, green, blue) > GREY_TOLERANCE)
      return undefined;
    pixels[i] = channels < 3 ? red : green;
  }
  return pixels;
}
