/** Values of single elements, tolerant of what real files hold: a value that makes no sense is absent. */
import { decodeText } from './decode-text.ts';
import type { DataSet } from './parse-dicom.ts';

/** First value, trimmed, in the object's character set (CS, LO, SH, UI, ...). */
export function readText(dataSet: DataSet, tag: string): string | undefined {
  return readTexts(dataSet, tag)[0];
}

export function readTexts(dataSet: DataSet, tag: string): string[] {
  const text = readWholeText(dataSet, tag);
  if (text === undefined) return [];
  return text
    .split('\\')
    .map((value) => value.trim())
    .filter((value) => value !== '');
}

/** All components in place, empty ones too (PatientOrientation, PN). */
export function readWholeText(dataSet: DataSet, tag: string): string | undefined {
  const element = dataSet.elements[tag];
  if (element === undefined || element.length === 0 || element.items !== undefined) return undefined;
  const bytes = dataSet.byteArray.subarray(element.dataOffset, element.dataOffset + element.length);
  // eslint-disable-next-line no-control-regex -- a UID is padded with NUL (DICOM PS3.5 section 6.2)
  const text = decodeText(bytes, dataSet.string('x00080005')).replace(/[\u0000\s]+$/u, '');
  return text === '' ? undefined : text;
}

/** First value of a DS or IS. */
export function readNumber(dataSet: DataSet, tag: string): number | undefined {
  const text = readText(dataSet, tag);
  const value = text === undefined ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/** First value of a US. */
export function readUnsigned(dataSet: DataSet, tag: string): number | undefined {
  const element = dataSet.elements[tag];
  return element === undefined || element.length < 2 ? undefined : dataSet.uint16(tag);
}

/** DA as YYYY-MM-DD; hashes that de-identification left in its place are no date. */
export function readDate(dataSet: DataSet, tag: string): string | undefined {
  const match = /^(\d{4})\.?(\d{2})\.?(\d{2})$/.exec(readText(dataSet, tag) ?? '');
  if (match === null) return undefined;
  const date = `${match[1] ?? ''}-${match[2] ?? ''}-${match[3] ?? ''}`;
  const parsed = new Date(`${date}T00:00:00Z`);
  return Number.isNaN(parsed.getTime()) || !parsed.toISOString().startsWith(date) ? undefined : date;
}

/** TM as HH:MM:SS. */
export function readTime(dataSet: DataSet, tag: string): string | undefined {
  const match = /^([01]\d|2[0-3]):?([0-5]\d)?:?([0-5]\d|60)?/.exec(readText(dataSet, tag) ?? '');
  return match === null ? undefined : `${match[1] ?? '00'}:${match[2] ?? '00'}:${match[3] ?? '00'}`;
}

/** The items of a sequence. */
export function readItems(dataSet: DataSet, tag: string): DataSet[] {
  return (dataSet.elements[tag]?.items ?? []).flatMap((item) =>
    item.dataSet === undefined ? [] : [item.dataSet],
  );
}
