/** multipart/related (RFC 2046 section 5.1) as a stream of parts, as DICOMweb answers bring them (DICOM PS3.18 section 8.6.1.2). */
import { AppError } from '#lib/platform/errors.ts';
import { type ByteReader, readBytes } from './read-bytes.ts';

export interface MultipartPart {
  /** Header names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
}

export interface MultipartLimits {
  readonly bytesPerPart: number;
  readonly parts: number;
}

const LINE_END = Buffer.from('\r\n');
const HEADERS_END = Buffer.from('\r\n\r\n');
const MAX_HEADER_BYTES = 16 * 1024;
const MAX_PREAMBLE_BYTES = 64 * 1024;

/** The boundary that a Content-Type names, quoted or not; undefined where it is no multipart type with a boundary. */
export function readBoundary(contentType: string): string | undefined {
  if (!/^\s*multipart\//i.test(contentType)) return undefined;
  const match = /;\s*boundary\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]+))/i.exec(contentType);
  const boundary = match?.[1]?.replaceAll(/\\(.)/g, '$1') ?? match?.[2];
  return boundary === undefined || boundary === '' || boundary.length > 200 ? undefined : boundary;
}

/**
 * The parts of a body, in its order.
 * @throws AppError archive-answer-not-multipart, -truncated (transient), -too-large, -broken.
 */
export async function* parseMultipart(
  body: AsyncIterable<Uint8Array>,
  contentType: string,
  limits: MultipartLimits,
): AsyncGenerator<MultipartPart, void> {
  const boundary = readBoundary(contentType);
  if (boundary === undefined) throw new AppError('archive-answer-not-multipart', 'permanent');
  const delimiter = Buffer.from(`\r\n--${boundary}`);
  // The first delimiter may open the body with no line end before it: lend it one.
  const reader = readBytes(body, LINE_END);
  try {
    await reader.until(delimiter, MAX_PREAMBLE_BYTES);
    for (let count = 0; !(await isClosing(reader)); count++) {
      if (count === limits.parts) throw new AppError('archive-answer-too-large', 'permanent');
      const headers = parseHeaders(await reader.until(HEADERS_END, MAX_HEADER_BYTES));
      yield { headers, body: await reader.until(delimiter, limits.bytesPerPart) };
    }
  } finally {
    await reader.close();
  }
}

async function isClosing(reader: ByteReader): Promise<boolean> {
  const next = await reader.peek(2);
  return next[0] === 0x2d && next[1] === 0x2d;
}

/** The block starts with the rest of the delimiter's line: padding only (RFC 2046 "transport-padding"). */
function parseHeaders(block: Uint8Array): Map<string, string> {
  const [padding = '', ...lines] = Buffer.from(block).toString('latin1').split('\r\n');
  if (padding.trim() !== '') throw new AppError('archive-answer-broken', 'permanent');
  return new Map(lines.filter((line) => line !== '').map(parseHeader));
}

function parseHeader(line: string): [string, string] {
  const colon = line.indexOf(':');
  if (colon < 1) throw new AppError('archive-answer-broken', 'permanent');
  return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
}
