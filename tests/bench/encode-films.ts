/** One film in every transfer syntax that the product decodes, made here: 12 bits in 16, or 8 where the syntax has no more. */
import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as DcmjsCodecs from 'dcmjs-codecs';
import { openPixels } from '#lib/pixels/open-pixels.ts';
import { parseDicom } from '#lib/pixels/parse-dicom.ts';
import { demoStudies } from '#sandbox/films/synthetic-study.ts';
import { makeSyntheticFilm } from '#sandbox/films/write-synthetic-films.ts';
import { encodeLossyHtj2k } from '../unit/pixels/encode-lossy-htj2k.ts';
import { CHEST_FILM, makeDicom } from '../unit/pixels/make-dicom.ts';

export interface EncodedFilm {
  /** Transfer syntax by the standard's name, shortened. */
  readonly name: string;
  readonly file: string;
  /** Codecs may differ by a level of the stored values where what they decode is lossy. */
  readonly lossy: boolean;
}

interface Image {
  readonly side: number;
  readonly bits: 8 | 12;
  readonly cells: Uint8Array;
}

type Codecs = typeof DcmjsCodecs.NativeCodecs;
type Encoder = { [K in keyof Codecs]: K extends `encode${string}` ? K : never }[keyof Codecs];

// Some of its names can't be seen from outside of a CommonJS bundle.
const { NativeCodecs, Context } = createRequire(import.meta.url)('dcmjs-codecs') as typeof DcmjsCodecs;

/** Of the range of values: about a level of 12 bits. */
const QUANTISATION_STEP = 1 / 4096;

const PREFIX = '1.2.840.10008.1.2';
const UNCOMPRESSED = `${PREFIX}.1`;

interface Encoding {
  readonly name: string;
  readonly uid: string;
  readonly encoder: Encoder;
  readonly options: object;
  readonly lossy?: boolean;
  readonly bits?: 8;
}

const ENCODINGS: readonly Encoding[] = [
  { name: 'RLE', uid: '.5', encoder: 'encodeRle', options: {} },
  {
    name: 'JPEG baseline (50), 8 bit',
    uid: '.4.50',
    encoder: 'encodeJpeg',
    options: { lossy: true, quality: 90 },
    lossy: true,
    bits: 8,
  },
  {
    name: 'JPEG lossless (57)',
    uid: '.4.57',
    encoder: 'encodeJpeg',
    options: { lossy: false, predictor: 6 },
  },
  {
    name: 'JPEG lossless SV1 (70)',
    uid: '.4.70',
    encoder: 'encodeJpeg',
    options: { lossy: false, predictor: 1 },
  },
  { name: 'JPEG-LS lossless (80)', uid: '.4.80', encoder: 'encodeJpegLs', options: { lossy: false } },
  {
    name: 'JPEG-LS near-lossless (81)',
    uid: '.4.81',
    encoder: 'encodeJpegLs',
    options: { lossy: true, allowedLossyError: 3 },
    lossy: true,
  },
  { name: 'JPEG 2000 lossless (90)', uid: '.4.90', encoder: 'encodeJpeg2000', options: { lossy: false } },
  {
    name: 'JPEG 2000 lossy (91)',
    uid: '.4.91',
    encoder: 'encodeJpeg2000',
    options: { lossy: true, rate: 10 },
    lossy: true,
  },
  { name: 'HTJ2K lossless (201)', uid: '.4.201', encoder: 'encodeHtJpeg2000', options: { lossy: false } },
  {
    name: 'HTJ2K lossless RPCL (202)',
    uid: '.4.202',
    encoder: 'encodeHtJpeg2000',
    options: { lossy: false, progressionOrder: 2 },
  },
];

/** What no encoder of our own writes; dcmtk makes it of the uncompressed film. */
const CONVERSIONS: readonly { name: string; program: string; option: string; lossy: boolean }[] = [
  { name: 'Explicit VR Big Endian', program: 'dcmconv', option: '+tb', lossy: false },
  { name: 'Deflated Explicit VR Little Endian', program: 'dcmconv', option: '+td', lossy: false },
  { name: 'JPEG extended (51)', program: 'dcmcjpeg', option: '+ee', lossy: true },
  { name: 'JPEG spectral selection (53)', program: 'dcmcjpeg', option: '+es', lossy: true },
  { name: 'JPEG full progression (55)', program: 'dcmcjpeg', option: '+ep', lossy: true },
];

/** `say` is told what can't be made. */
export async function encodeFilms(
  folder: string,
  side: number,
  say: (line: string) => void,
): Promise<EncodedFilm[]> {
  await NativeCodecs.initializeAsync();
  const image = await makeImage(side);
  const write = (name: string, bytes: Uint8Array, lossy: boolean): EncodedFilm => {
    const file = join(folder, `${name.replaceAll(/[^A-Za-z0-9]+/g, '-')}.dcm`);
    writeFileSync(file, bytes);
    return { name, file, lossy };
  };
  const plain = write('Explicit VR Little Endian', makeFilm(image, UNCOMPRESSED, image.cells), false);
  const encoded = ENCODINGS.map((encoding) =>
    write(encoding.name, encode(image, encoding), encoding.lossy ?? false),
  );
  const converted = CONVERSIONS.flatMap(({ name, program, option, lossy }) => {
    const file = join(folder, `${option.slice(1)}.dcm`);
    if (!existsSync(`/usr/bin/${program}`)) {
      say(`skipped: decode ${name} (dcmtk, which writes it, is absent; npm run test:peers installs it)`);
      return [];
    }
    execFileSync(program, [option, plain.file, file], { stdio: 'ignore' });
    return [{ name, file, lossy }];
  });
  const { cells, bits } = image;
  const lossy = await encodeLossyHtj2k(cells, { side, bits, signed: false, step: QUANTISATION_STEP });
  return [
    plain,
    ...converted,
    ...encoded,
    write('HTJ2K lossy (203)', makeFilm(image, `${PREFIX}.4.203`, lossy), true),
  ];
}

async function makeImage(side: number): Promise<Image> {
  const [study] = demoStudies;
  if (study === undefined) throw new Error('no study');
  const samples = await openPixels(parseDicom(makeSyntheticFilm(study, side))).readFrame(0);
  return { side, bits: 12, cells: new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength) };
}

function encode(image: Image, { uid, encoder, options, bits }: Encoding): Uint8Array {
  const own = bits === 8 ? toEightBits(image) : image;
  const context = new Context({
    width: own.side,
    height: own.side,
    bitsAllocated: own.bits === 8 ? 8 : 16,
    bitsStored: own.bits,
    samplesPerPixel: 1,
    pixelRepresentation: 0,
    planarConfiguration: 0,
    photometricInterpretation: 'MONOCHROME2',
    decodedBuffer: own.cells,
  });
  const encoded = (
    NativeCodecs[encoder] as (context: DcmjsCodecs.Context, options: object) => DcmjsCodecs.Context
  )(context, options);
  return makeFilm(own, PREFIX + uid, encoded.getEncodedBuffer() ?? new Uint8Array());
}

function toEightBits({ side, cells }: Image): Image {
  const samples = new Uint16Array(cells.buffer, cells.byteOffset, cells.byteLength / 2);
  return { side, bits: 8, cells: Uint8Array.from(samples, (sample) => sample >> 4) };
}

/** Native where the syntax is, else one fragment behind an empty offset table (DICOM PS3.5 section A.4). */
function makeFilm({ side, bits }: Image, syntax: string, pixels: Uint8Array): Uint8Array {
  const own = new Map([
    [0x00280010, side],
    [0x00280011, side],
    [0x00280100, bits === 8 ? 8 : 16],
    [0x00280101, bits],
    [0x00280102, bits - 1],
  ]);
  const header = CHEST_FILM.filter(([tag]) => tag !== 0x7fe00010).map(
    ([tag, vr, value]) => [tag, vr, own.get(tag) ?? value] as const,
  );
  if (syntax === UNCOMPRESSED) return makeDicom([...header, [0x7fe00010, 'OW', pixels]], syntax);
  const padding = Buffer.alloc(pixels.length % 2);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(pixels.length + padding.length);
  const [start, end] = ['e07f10004f420000fffffffffeff00e000000000feff00e0', 'feffdde000000000'];
  return Buffer.concat([
    makeDicom(header, syntax),
    Buffer.from(start, 'hex'),
    length,
    pixels,
    padding,
    Buffer.from(end, 'hex'),
  ]);
}
