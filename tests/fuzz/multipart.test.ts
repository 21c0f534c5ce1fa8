/** Answers of archives, damaged: what parse-multipart.ts may make of them (RFC 2046 section 5.1). */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type MultipartPart, parseMultipart } from '#lib/pixels/parse-multipart.ts';
import { AppError } from '#lib/platform/errors.ts';
import { MARKED_PATIENT } from './bases/base.ts';

const BOUNDARY = 'b0undary';
const TYPE = `multipart/related; type="application/dicom"; boundary=${BOUNDARY}`;
const LIMITS = { bytesPerPart: 4000, parts: 6 };
const CODES = [
  'archive-answer-broken',
  'archive-answer-not-multipart',
  'archive-answer-too-large',
  'archive-answer-truncated',
];

type Outcome = { parts: MultipartPart[]; pulled: number } & ({ ok: true } | { ok: false; error: unknown });

async function parse(bytes: Uint8Array, sizes: readonly number[], type = TYPE): Promise<Outcome> {
  const state = { pulled: 0 };
  async function* stream() {
    for (let at = 0, i = 0; at < bytes.length; i++) {
      await Promise.resolve();
      const size = sizes[i % sizes.length] ?? 1;
      yield bytes.subarray(at, at + size);
      at += size;
      state.pulled = Math.min(at, bytes.length);
    }
  }
  const parts: MultipartPart[] = [];
  try {
    for await (const part of parseMultipart(stream(), type, LIMITS)) parts.push(part);
    return { ok: true, parts, pulled: state.pulled };
  } catch (error) {
    return { ok: false, parts, error, pulled: state.pulled };
  }
}

function compose(bodies: readonly Uint8Array[]): Buffer {
  const parts = bodies.flatMap((body) => [
    Buffer.from(`--${BOUNDARY}\r\nContent-Type: application/dicom\r\nX-Patient: ${MARKED_PATIENT}\r\n\r\n`),
    body,
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([...parts, Buffer.from(`--${BOUNDARY}--\r\n`)]);
}

type Damage = (bytes: Buffer) => Buffer;
const place = fc.double({ min: 0, max: 0.999_999, noNaN: true });
const splice =
  (share: number, removed: number, put: Uint8Array): Damage =>
  (bytes) => {
    const at = Math.floor(share * bytes.length);
    return Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + removed)]);
  };
const pieces = [
  ...[
    '\r\n',
    '\r',
    '\n',
    '--',
    `--${BOUNDARY}`,
    `\r\n--${BOUNDARY}`,
    `\r\n--${BOUNDARY}--`,
    '\r\n\r\n',
    ':',
    '\0',
  ],
  ...[`\r\n--${BOUNDARY}x`, `\r\n--${BOUNDARY} \t`, 'Content-Length: -1\r\n', 'é', MARKED_PATIENT],
].map((text) => Buffer.from(text));

const damage: fc.Arbitrary<Damage> = fc.oneof(
  fc.tuple(place, fc.nat(40)).map(([share, removed]) => splice(share, removed, new Uint8Array())),
  fc.tuple(place, fc.nat(4), fc.constantFrom(...pieces)).map((args) => splice(...args)),
  fc.tuple(place, fc.uint8Array({ maxLength: 60 })).map(([share, put]) => splice(share, 0, put)),
  fc
    .tuple(place, fc.constantFrom(...pieces), fc.integer({ min: 2, max: 6000 }))
    .map(([share, piece, times]) =>
      splice(share, 0, Buffer.alloc(Math.min(60_000, piece.length * times), piece)),
    ),
  place.map(
    (share): Damage =>
      (bytes) =>
        bytes.subarray(0, Math.floor(share * bytes.length)),
  ),
);
const bodies = fc.array(fc.uint8Array({ maxLength: 1500 }), { minLength: 1, maxLength: 6 });
const sizes = fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 5 });
const damages = fc.array(damage, { minLength: 1, maxLength: 4 });

describe('a damaged answer', () => {
  test('gives parts within the limits, or fails under a known name that repeats nothing of it', async () => {
    await fc.assert(
      fc.asyncProperty(bodies, sizes, damages, async (sound, chunks, damaging) => {
        const outcome = await parse(
          damaging.reduce((bytes, apply) => apply(bytes), compose(sound)),
          chunks,
        );
        expect(outcome.parts.length).toBeLessThanOrEqual(LIMITS.parts);
        for (const { body } of outcome.parts) expect(body.length).toBeLessThanOrEqual(LIMITS.bytesPerPart);
        if (outcome.ok) return;
        expect(outcome.error).toBeInstanceOf(AppError);
        const { code, fields, message } = outcome.error as AppError;
        expect(CODES).toContain(code);
        expect(JSON.stringify([fields, message])).not.toContain(MARKED_PATIENT);
      }),
      { numRuns: 1500, seed: 1 },
    );
  });

  test('is the same whether it comes in one piece or byte by byte', async () => {
    await fc.assert(
      fc.asyncProperty(bodies, damages, async (sound, damaging) => {
        const bytes = damaging.reduce((all, apply) => apply(all), compose(sound));
        const [whole, bitten] = [await parse(bytes, [1 << 20]), await parse(bytes, [1])];
        const told = ({ ok, parts, ...rest }: Outcome) => [
          ok,
          parts,
          'error' in rest ? rest.error : undefined,
        ];
        expect(told(bitten)).toEqual(told(whole));
      }),
      { numRuns: 150, seed: 2 },
    );
  });

  test('is read no further than its limits reach', async () => {
    const sound = compose([new Uint8Array(10)]);
    const head = sound.subarray(0, sound.indexOf('\r\n\r\n') + 4);
    const endless = Buffer.concat([head, Buffer.alloc(5_000_000, 'x')]);
    const outcome = await parse(endless, [1000]);
    expect(outcome).toMatchObject({ ok: false, error: { code: 'archive-answer-too-large' } });
    expect(outcome.pulled).toBeLessThan(30_000);
  });

  test('fails by name for any boundary and any content type', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.uint8Array({ maxLength: 300 }), async (text, bytes) => {
        for (const type of [
          text,
          `multipart/related; boundary=${text}`,
          `multipart/related; boundary="${text}"`,
        ]) {
          const outcome = await parse(bytes, [7], type);
          if (!outcome.ok) expect(outcome.error).toBeInstanceOf(AppError);
        }
      }),
      { numRuns: 500, seed: 3 },
    );
  });
});
