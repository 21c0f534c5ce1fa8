/** Bytes -> data set (DICOM PS3.10), through dicom-parser; every way it fails has a name. */
import { createRequire } from 'node:module';
import { inflateRawSync } from 'node:zlib';
import { AppError } from '#lib/platform/errors.ts';
import type * as DicomParser from 'dicom-parser';

// A CommonJS bundle whose names Node can't see from outside.
const dicomParser = createRequire(import.meta.url)('dicom-parser') as typeof DicomParser;

export type DataSet = DicomParser.DataSet;

export interface ParsedDicom {
  readonly dataSet: DataSet;
  readonly transferSyntaxUid: string;
}

const PREAMBLE_LENGTH = 128;
const IMPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2';
const EXPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2.1';
const DEFLATED = '1.2.840.10008.1.2.1.99';
/** A deflated film is some tens of megabytes; more is a bomb. */
const MAX_INFLATED_BYTES = 512 * 1024 * 1024;

/** @throws AppError film-not-dicom, film-truncated, film-header-unreadable (all refused). */
export function parseDicom(bytes: Uint8Array): ParsedDicom {
  const { file, syntax } = recogniseDicom(bytes);
  const seen = { inflated: false };
  const inflater = (whole: Uint8Array, position: number) => {
    seen.inflated = true;
    // The parser starts at the first byte of what it is given: the data set without the file's head.
    return inflate(whole.subarray(position));
  };
  const bare = syntax === undefined ? {} : { TransferSyntaxUID: syntax };
  try {
    const dataSet = dicomParser.parseDicom(file, { inflater, ...bare });
    // The head's offsets mean nothing within what was inflated.
    const named = seen.inflated ? DEFLATED : (syntax ?? dataSet.string('x00020010'));
    return { dataSet, transferSyntaxUid: named ?? IMPLICIT_LITTLE_ENDIAN };
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    throw new AppError(isPastEnd(thrown) ? 'film-truncated' : 'film-header-unreadable', 'refused');
  }
}

/** Part 10 with its preamble, part 10 that lost it, or a bare data set as some archives store it. */
function recogniseDicom(bytes: Uint8Array): { file: Uint8Array; syntax?: string } {
  if (ascii(bytes, PREAMBLE_LENGTH, 4) === 'DICM') return { file: bytes };
  const explicit = /^[A-Z]{2}$/.test(ascii(bytes, 4, 2));
  const group = (bytes[0] ?? 0) | ((bytes[1] ?? 0) << 8);
  if (group === 0x0002 && explicit) return { file: withPreamble(bytes) };
  if (group === 0x0008 && bytes.length > 8 && bytes[3] === 0) {
    return { file: bytes, syntax: explicit ? EXPLICIT_LITTLE_ENDIAN : IMPLICIT_LITTLE_ENDIAN };
  }
  throw new AppError('film-not-dicom', 'refused');
}

function withPreamble(bytes: Uint8Array): Uint8Array {
  const file = new Uint8Array(PREAMBLE_LENGTH + 4 + bytes.length);
  file.set(Buffer.from('DICM'), PREAMBLE_LENGTH);
  file.set(bytes, PREAMBLE_LENGTH + 4);
  return file;
}

function inflate(deflated: Uint8Array): Uint8Array {
  try {
    return inflateRawSync(deflated, { maxOutputLength: MAX_INFLATED_BYTES });
  } catch (thrown) {
    const tooLarge = thrown instanceof RangeError;
    throw new AppError(tooLarge ? 'film-too-large' : 'film-truncated', 'refused', { cause: thrown });
  }
}

/** dicom-parser throws plain strings, or objects that hold one. */
function isPastEnd(thrown: unknown): boolean {
  const inner =
    typeof thrown === 'object' && thrown !== null && 'exception' in thrown ? thrown.exception : thrown;
  const message = inner instanceof Error ? inner.message : String(inner);
  return /past end|overrun|overread|outside|eof/i.test(message);
}

function ascii(bytes: Uint8Array, at: number, length: number): string {
  return Buffer.from(bytes.subarray(at, at + length)).toString('latin1');
}
