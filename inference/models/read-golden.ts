/** A package's golden films: what goes in, and the tensor and the scores that must come out of it, by other software. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { PixelFrame } from '../contract.ts';
import { broken } from './read-package.ts';

const side = z.int().min(1).max(20_000);
const numbers = z.array(z.number());
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** pixel(x, y) = offset + (a x + b y + floor(x y / c)) mod modulo, x to the right, y down, both from 0. */
const patternSchema = z.strictObject({
  a: z.int().min(0),
  b: z.int().min(0),
  c: z.int().min(1),
  modulo: z.int().min(1).max(65_536),
  offset: z.int().min(-32_768).max(65_535),
});

/** An 8-bit film, black at 0 and white at 255. */
const imageSchema = z.strictObject({
  width: side,
  height: side,
  /** Base64, row by row. */
  pixels: z.base64(),
  sha256: sha256.optional(),
  formula: z.string().optional(),
});

/** A film as a DICOM object may hold it. */
const frameSchema = z.strictObject({
  rows: side,
  columns: side,
  bitsAllocated: z.union([z.literal(8), z.literal(16)]),
  bitsStored: z.int().min(1).max(16),
  signed: z.boolean(),
  photometricInterpretation: z.enum(['MONOCHROME1', 'MONOCHROME2']),
  rescale: z.strictObject({ slope: z.number(), intercept: z.number() }),
  window: z
    .strictObject({
      center: z.number(),
      width: z.number().positive(),
      function: z.enum(['LINEAR', 'LINEAR_EXACT', 'SIGMOID']),
    })
    .optional(),
  pixels: patternSchema,
  /** Of the stored values, little-endian. */
  sha256,
});

const expectedSchema = {
  /** Of the tensor in its own order: every so manieth value, from the first on; its mean and deviation. */
  tensor: z.strictObject({
    every: z.int().min(1),
    values: numbers.min(1),
    mean: z.number(),
    std: z.number(),
  }),
  /** In the order of the manifest's labels; where the graph gives probabilities, their log-odds. */
  logits: numbers.min(1),
  /** Labels, rows, columns; the first values. */
  maps: z.strictObject({ shape: z.tuple([z.int(), z.int(), z.int()]), first: numbers.min(1) }).optional(),
  /** What the graph says of the film itself, in its tensor's order. */
  gate: numbers.min(1).optional(),
};

const goldenSchema = z.strictObject({
  /** How far a value may be off, in the tensor's and in the logits' units. */
  tolerance: z.strictObject({ tensor: z.number().positive(), logits: z.number().positive().max(0.1) }),
  image: imageSchema,
  ...expectedSchema,
  films: z
    .array(z.strictObject({ name: z.string().min(1), frame: frameSchema, ...expectedSchema }))
    .optional(),
});

type GoldenFile = z.infer<typeof goldenSchema>;

export interface GoldenFilm extends Pick<GoldenFile, 'tensor' | 'logits' | 'maps' | 'gate'> {
  readonly name: string;
  readonly frame: PixelFrame;
}

export interface Golden {
  readonly tolerance: GoldenFile['tolerance'];
  /** At least one. */
  readonly films: readonly GoldenFilm[];
}

/** @throws InferenceError model-broken, permanent, with every problem found. */
export async function readGolden(path: string): Promise<Golden> {
  const { image, films = [], tolerance, ...expected } = parse(await readFile(path, 'utf8'));
  const all = [{ name: 'picture', frame: frameOfImage(image), sha256: image.sha256, ...expected }].concat(
    films.map(({ frame, ...rest }) => ({ ...rest, frame: frameOfPattern(frame), sha256: frame.sha256 })),
  );
  const problems = all.flatMap(({ name, frame, sha256 }) => checkPixels(name, frame, sha256));
  if (problems.length > 0) throw broken(problems);
  return { tolerance, films: all };
}

function parse(text: string): GoldenFile {
  try {
    return goldenSchema.parse(JSON.parse(text));
  } catch (thrown) {
    if (!(thrown instanceof z.ZodError)) throw broken(['golden numbers: not readable as JSON'], thrown);
    throw broken(thrown.issues.map(({ path, message }) => `golden numbers ${path.join('.')}: ${message}`));
  }
}

function frameOfImage({ width, height, pixels }: GoldenFile['image']): PixelFrame {
  return {
    rows: height,
    columns: width,
    pixels: Uint8Array.from(Buffer.from(pixels, 'base64')),
    bitsStored: 8,
    photometricInterpretation: 'MONOCHROME2',
    rescale: { slope: 1, intercept: 0 },
    window: { center: 127.5, width: 255, function: 'LINEAR_EXACT' },
  };
}

function frameOfPattern(frame: z.infer<typeof frameSchema>): PixelFrame {
  const { rows, columns, bitsStored, photometricInterpretation, rescale, window, pixels } = frame;
  const { a, b, c, modulo, offset } = pixels;
  const stored = emptyPixels(frame);
  for (let i = 0; i < stored.length; i++) {
    const [x, y] = [i % columns, Math.floor(i / columns)];
    stored[i] = offset + ((a * x + b * y + Math.floor((x * y) / c)) % modulo);
  }
  const base = { rows, columns, pixels: stored, bitsStored, photometricInterpretation, rescale };
  return window === undefined ? base : { ...base, window };
}

function emptyPixels({ rows, columns, bitsAllocated, signed }: z.infer<typeof frameSchema>) {
  const length = rows * columns;
  if (bitsAllocated === 8) return signed ? new Int8Array(length) : new Uint8Array(length);
  return signed ? new Int16Array(length) : new Uint16Array(length);
}

function checkPixels(
  name: string,
  { pixels, rows, columns }: PixelFrame,
  expected: string | undefined,
): string[] {
  if (pixels.length !== rows * columns)
    return [`golden film ${name}: ${String(pixels.length)} pixels, not ${String(columns)} x ${String(rows)}`];
  const { buffer, byteOffset, byteLength } = pixels;
  const actual = createHash('sha256')
    .update(new Uint8Array(buffer, byteOffset, byteLength))
    .digest('hex');
  return expected === undefined || actual === expected
    ? []
    : [`golden film ${name}: SHA-256 of its pixels is ${actual}`];
}
