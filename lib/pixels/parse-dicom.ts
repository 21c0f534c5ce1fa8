/** Bytes -> data set (DICOM PS3.10), tolerant of what real files do; every way it fails has a name. */
import { inflateRawSync } from 'node:zlib';
import { AppError } from '#lib/platform/errors.ts';
import { type DataSet, type Encoding, isVr, parseDataSet, parseFileMeta } from './parse-data-set.ts';
import { readText } from './read-element.ts';

export interface ParsedDicom {
  readonly dataSet: DataSet;
  readonly transferSyntaxUid: string;
}

export const IMPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2';
export const EXPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2.1';
export const EXPLICIT_BIG_ENDIAN = '1.2.840.10008.1.2.2';
/** GE's own: implicit little endian, its pixels alone the other way round. */
export const GE_BIG_ENDIAN_PIXELS = '1.2.840.113619.5.2';
export const DEFLATED = '1.2.840.10008.1.2.1.99';

const PREAMBLE_LENGTH = 128;
/** A deflated film is some tens of megabytes; more is a bomb. */
const MAX_INFLATED_BYTES = 256 * 1024 * 1024;

/** @throws AppError film-not-dicom, film-truncated, film-header-unreadable, film-too-large (all refused). */
export function parseDicom(bytes: Uint8Array): ParsedDicom {
  const { at, syntax } = readStart(bytes);
  const transferSyntaxUid = syntax ?? guessSyntax(bytes, at);
  const deflated = transferSyntaxUid === DEFLATED;
  const [content, start] = deflated ? [inflate(bytes.subarray(at)), 0] : [bytes, at];
  const littleEndian = transferSyntaxUid !== EXPLICIT_BIG_ENDIAN;
  const encoding = { explicit: isExplicit(content, start, transferSyntaxUid), littleEndian };
  return { dataSet: parseDataSet(content, encoding, start), transferSyntaxUid };
}

/** Part 10 with its preamble, part 10 that lost it, or a bare data set as some archives store it. */
function readStart(bytes: Uint8Array): { at: number; syntax?: string } {
  const hasPreamble = ascii(bytes, PREAMBLE_LENGTH, 4) === 'DICM';
  const start = hasPreamble ? PREAMBLE_LENGTH + 4 : 0;
  const group = (bytes[start] ?? 0) | ((bytes[start + 1] ?? 0) << 8);
  const first = isVr(ascii(bytes, start + 4, 2));
  if (group === 2 && (first || hasPreamble)) {
    const { meta, end } = parseFileMeta(bytes, start);
    const syntax = readText(meta, 0x00020010);
    return { at: end, ...(syntax !== undefined && { syntax }) };
  }
  const looksBare = (group === 8 && bytes[start + 3] === 0) || (group === 0x0800 && first);
  if (!looksBare || bytes.length - start <= 8) throw new AppError('film-not-dicom', 'refused');
  return { at: start };
}

/** Where no syntax is named, the first element shows how it was written. */
function guessSyntax(bytes: Uint8Array, at: number): string {
  if (!isVr(ascii(bytes, at + 4, 2))) return IMPLICIT_LITTLE_ENDIAN;
  return bytes[at] === 0 ? EXPLICIT_BIG_ENDIAN : EXPLICIT_LITTLE_ENDIAN;
}

/** Some files name implicit and are explicit; the other way round each element shows for itself. */
function isExplicit(bytes: Uint8Array, at: number, syntax: string): Encoding['explicit'] {
  const implicit = syntax === IMPLICIT_LITTLE_ENDIAN || syntax === GE_BIG_ENDIAN_PIXELS;
  return !implicit || isVr(ascii(bytes, at + 4, 2));
}

function inflate(deflated: Uint8Array): Uint8Array {
  try {
    return inflateRawSync(deflated, { maxOutputLength: MAX_INFLATED_BYTES });
  } catch (thrown) {
    const tooLarge = thrown instanceof RangeError;
    throw new AppError(tooLarge ? 'film-too-large' : 'film-truncated', 'refused', { cause: thrown });
  }
}

function ascii(bytes: Uint8Array, at: number, length: number): string {
  return Buffer.from(bytes.subarray(at, at + length)).toString('latin1');
}
