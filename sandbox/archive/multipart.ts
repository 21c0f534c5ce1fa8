import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';

export interface Part {
  readonly contentType: string;
  readonly contentLocation?: string;
  readonly read: () => Promise<readonly Buffer[]>;
}

/** A multipart/related answer (RFC 2387); each part is read only when its turn comes. */
export function multipartResponse(type: string, parts: readonly Part[]): Response {
  const boundary = `sandbox-${randomBytes(12).toString('hex')}`;
  const body = Readable.toWeb(
    Readable.from(writeParts(boundary, parts), { objectMode: false }),
  ) as ReadableStream<Uint8Array>;
  return new Response(body, {
    headers: { 'content-type': `multipart/related; type="${type}"; boundary=${boundary}` },
  });
}

async function* writeParts(boundary: string, parts: readonly Part[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) {
    const location =
      part.contentLocation === undefined ? '' : `Content-Location: ${part.contentLocation}\r\n`;
    yield Buffer.from(`--${boundary}\r\nContent-Type: ${part.contentType}\r\n${location}\r\n`);
    yield* await part.read();
    yield Buffer.from('\r\n');
  }
  yield Buffer.from(`--${boundary}--\r\n`);
}

/** The bodies of a multipart/related request; undefined where it is none, or is not closed. */
export function splitMultipart(contentType: string, body: Buffer): readonly Buffer[] | undefined {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (!/^multipart\/related/i.test(contentType) || boundary === undefined) return undefined;
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  const whole = Buffer.concat([Buffer.from('\r\n'), body]);
  const bodies: Buffer[] = [];
  let start = whole.indexOf(delimiter);
  while (start >= 0) {
    const from = start + delimiter.length;
    if (whole.toString('latin1', from, from + 2) === '--') return bodies;
    const end = whole.indexOf(delimiter, from);
    const headersEnd = whole.indexOf('\r\n\r\n', from);
    if (end < 0 || headersEnd < 0 || headersEnd > end) return undefined;
    bodies.push(whole.subarray(headersEnd + 4, end));
    start = end;
  }
  return undefined;
}
