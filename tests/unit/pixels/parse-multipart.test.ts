import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type MultipartPart, parseMultipart, readBoundary } from '#lib/pixels/parse-multipart.ts';

const LIMITS = { bytesPerPart: 1_000_000, parts: 100 };
const TYPE = 'multipart/related; type="application/dicom"; boundary=b0undary';

function* chunksOf(bytes: Uint8Array, sizes: readonly number[]): Generator<Uint8Array> {
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

async function parse(
  bytes: Uint8Array,
  sizes = [65536],
  type = TYPE,
  limits = LIMITS,
): Promise<MultipartPart[]> {
  async function* stream() {
    await Promise.resolve();
    yield* chunksOf(bytes, sizes);
  }
  const parts: MultipartPart[] = [];
  for await (const part of parseMultipart(stream(), type, limits)) parts.push(part);
  return parts;
}

function compose(bodies: readonly Uint8Array[], boundary = 'b0undary', preamble = ''): Buffer {
  const parts = bodies.flatMap((body) => [
    Buffer.from(`--${boundary}\r\nContent-Type: application/dicom\r\nContent-Length: ${body.length}\r\n\r\n`),
    body,
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([Buffer.from(preamble), ...parts, Buffer.from(`--${boundary}--\r\n`)]);
}

const anyBodies = fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 5 });
const anySizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 });
// Bodies made of the delimiter's own pieces are where a search over chunk borders goes wrong.
const nastyBody = fc
  .array(fc.constantFrom('\r', '\n', '-', '--', '\r\n', '\r\n--', '\r\n--b0undar', 'b0undary', 'x'))
  .map((pieces) => pieces.join(''))
  .filter((body) => !`\r\n${body}`.includes('\r\n--b0undary'))
  .map((body) => new Uint8Array(Buffer.from(body)));

describe('parseMultipart', () => {
  test('gives every body back byte for byte, however the stream is cut', async () => {
    await fc.assert(
      fc.asyncProperty(anyBodies, anySizes, async (bodies, sizes) => {
        const parts = await parse(compose(bodies), sizes);
        expect(parts.map(({ body }) => [...body])).toEqual(bodies.map((body) => [...body]));
      }),
    );
  });

  test('is not misled by bodies that look almost like a delimiter', async () => {
    await fc.assert(
      fc.asyncProperty(nastyBody, anySizes, async (body, sizes) => {
        const parts = await parse(compose([body, body]), sizes);
        expect(parts.map((part) => [...part.body])).toEqual([[...body], [...body]]);
      }),
    );
  });

  test('names a truncated body as truncated, wherever it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(anyBodies, fc.double({ min: 0, max: 0.999, noNaN: true }), async (bodies, share) => {
        const whole = compose(bodies);
        const cut = whole.subarray(0, Math.floor(share * (whole.length - 2)));
        await expect(parse(cut)).rejects.toMatchObject({
          code: 'archive-answer-truncated',
          failure: 'transient',
        });
      }),
    );
  });

  test('never hangs and only fails by name on arbitrary bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), anySizes, async (bytes, sizes) => {
        await expect(parse(bytes, sizes)).rejects.toMatchObject({ name: 'AppError' });
      }),
    );
  });

  test('skips a preamble and reads header names without regard to case', async () => {
    const [part] = await parse(compose([Uint8Array.of(7)], 'b0undary', 'ignore me\r\n'));
    expect(part?.headers.get('content-type')).toBe('application/dicom');
  });

  test('reads a part without headers', async () => {
    const [part] = await parse(Buffer.from('--b0undary\r\n\r\nabc\r\n--b0undary--'));
    expect(Buffer.from(part?.body ?? []).toString()).toBe('abc');
  });

  test('stops at the limit of bytes and of parts', async () => {
    const bytes = compose([new Uint8Array(500), new Uint8Array(5)]);
    const tooLarge = { code: 'archive-answer-too-large' };
    await expect(parse(bytes, [64], TYPE, { bytesPerPart: 499, parts: 9 })).rejects.toMatchObject(tooLarge);
    await expect(parse(bytes, [64], TYPE, { bytesPerPart: 500, parts: 1 })).rejects.toMatchObject(tooLarge);
  });

  test('refuses an answer that is no multipart', async () => {
    await expect(parse(compose([]), [9], 'text/html')).rejects.toMatchObject({
      code: 'archive-answer-not-multipart',
    });
  });
});

describe('readBoundary', () => {
  test.each([
    ['multipart/related; boundary=abc', 'abc'],
    ['multipart/related; boundary="a b;c"', 'a b;c'],
    ['Multipart/Related; type="application/dicom"; Boundary = abc; x=y', 'abc'],
    ['multipart/related; type="application/octet-stream; transfer-syntax=1.2.3"; boundary="q\\"r"', 'q"r'],
    ['multipart/related', undefined],
    ['multipart/related; boundary=', undefined],
    ['application/dicom; boundary=abc', undefined],
  ])('%s -> %s', (type, boundary) => {
    expect(readBoundary(type)).toBe(boundary);
  });
});
