/** Values of single elements, tolerant of what real files hold: a value that makes no sense is absent. */
import { decodeText } from './decode-text.ts';
import { type DataSet, itemsOf } from './parse-data-set.ts';

/** No text that we read comes near it (DICOM PS3.5 section 6.2); what is longer was made to keep us busy. */
const MAX_TEXT_BYTES = 64 * 1024;
const MAX_CHARACTER_SET_BYTES = 256;

const SPECIFIC_CHARACTER_SET = 0x00080005;

/** First value, trimmed, in the object's character set (CS, LO, SH, UI, ...). */
export function readText(dataSet: DataSet, tag: number): string | undefined {
  return readTexts(dataSet, tag)[0];
}

export function readTexts(dataSet: DataSet, tag: number): string[] {
  const text = readWholeText(dataSet, tag);
  if (text === undefined) return [];
  return text
    .split('\\')
    .map((value) => value.trim())
    .filter((value) => value !== '');
}

/** All components in place, empty ones too (PatientOrientation, PN). */
export function readWholeText(dataSet: DataSet, tag: number): string | undefined {
  const bytes = readValue(dataSet, tag, MAX_TEXT_BYTES);
  if (bytes === undefined) return undefined;
  const set = readValue(dataSet, SPECIFIC_CHARACTER_SET, MAX_CHARACTER_SET_BYTES);
  const text = decodeText(withoutPadding(bytes), set && Buffer.from(set).toString('latin1')).trimEnd();
  return text === '' ? undefined : text;
}

/** First value of a DS or IS. */
export function readNumber(dataSet: DataSet, tag: number): number | undefined {
  return readNumbers(dataSet, tag)[0];
}

/** The values of a DS or IS; what is no number is NaN. */
export function readNumbers(dataSet: DataSet, tag: number): number[] {
  const numbers = readTexts(dataSet, tag).map(Number);
  return Number.isFinite(numbers[0]) ? numbers : [];
}

/** First value of a US. */
export function readUnsigned(dataSet: DataSet, tag: number): number | undefined {
  return readUnsigneds(dataSet, tag)[0];
}

/** The values of a US. */
export function readUnsigneds(dataSet: DataSet, tag: number): number[] {
  const element = dataSet.elements.get(tag);
  if (element === undefined || element.length > MAX_TEXT_BYTES) return [];
  return Array.from({ length: element.length >> 1 }, (_, index) =>
    dataSet.view.getUint16(element.offset + 2 * index, dataSet.encoding.littleEndian),
  );
}

/** First value of a US or SS, whichever Pixel Representation makes of it (DICOM PS3.5 section 6.2, Note on US or SS). */
export function readSample(dataSet: DataSet, tag: number, signed: boolean): number | undefined {
  const value = readUnsigned(dataSet, tag);
  return value !== undefined && signed ? (value << 16) >> 16 : value;
}

/** The bytes as they stand; undefined where there are none, or more than `maxBytes`. */
export function readValue(dataSet: DataSet, tag: number, maxBytes: number): Uint8Array | undefined {
  const element = dataSet.elements.get(tag);
  if (element === undefined || element.items !== undefined || element.fragments !== undefined)
    return undefined;
  if (element.length === 0 || element.length > maxBytes) return undefined;
  return dataSet.bytes.subarray(element.offset, element.offset + element.length);
}

/** DA as YYYY-MM-DD; hashes that de-identification left in its place are no date. */
export function readDate(dataSet: DataSet, tag: number): string | undefined {
  const match = /^(\d{4})\.?(\d{2})\.?(\d{2})$/.exec(readText(dataSet, tag) ?? '');
  if (match === null) return undefined;
  const date = `${match[1] ?? ''}-${match[2] ?? ''}-${match[3] ?? ''}`;
  const parsed = new Date(`${date}T00:00:00Z`);
  return Number.isNaN(parsed.getTime()) || !parsed.toISOString().startsWith(date) ? undefined : date;
}

/** TM as HH:MM:SS. */
export function readTime(dataSet: DataSet, tag: number): string | undefined {
  const match = /^([01]\d|2[0-3]):?([0-5]\d)?:?([0-5]\d|60)?/.exec(readText(dataSet, tag) ?? '');
  return match === null ? undefined : `${match[1] ?? '00'}:${match[2] ?? '00'}:${match[3] ?? '00'}`;
}

/** The items of a sequence. */
export function readItems(dataSet: DataSet, tag: number): readonly DataSet[] {
  return itemsOf(dataSet, tag);
}

/** UIDs are padded with NUL, all else with blanks (DICOM PS3.5 section 6.2). By hand: a pattern would look again at each. */
function withoutPadding(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] === 0 || bytes[end - 1] === 0x20)) end--;
  return bytes.subarray(0, end);
}
