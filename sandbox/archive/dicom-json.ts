import { createRequire } from 'node:module';
import dicomParser from 'dicom-parser';
import type { DataSet, Element } from 'dicom-parser';
import { decoderFor } from './character-set.ts';
import { toPersonName } from './person-name.ts';
import type { CoercedValues } from './rewrite-elements.ts';

/** DICOM PS3.18 annex F: one attribute in the DICOM JSON model. */
export interface JsonAttribute {
  readonly vr: string;
  readonly Value?: readonly unknown[];
  readonly BulkDataURI?: string;
  readonly InlineBinary?: string;
}
export type JsonDataset = Record<string, JsonAttribute>;

interface Dcmjs {
  readonly data: {
    readonly DicomMetaDictionary: { readonly dictionary: Record<string, { vr: string } | undefined> };
  };
}
/** dcmjs ships no types; its data dictionary names the VRs that Implicit VR leaves out. */
const { dictionary } = (createRequire(import.meta.url)('dcmjs') as Dcmjs).data.DicomMetaDictionary;

const BINARY = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'UN']);
const NUMBER_STRINGS = new Set(['DS', 'IS']);
const TEXT_SINGLE = new Set(['LT', 'ST', 'UT', 'UR']);
const INLINE_LIMIT_BYTES = 1024;
type Readers = Readonly<
  Record<string, readonly [size: number, read: (view: DataView, at: number, little: boolean) => number]>
>;
const NUMBERS: Readers = {
  US: [2, (view, at, little) => view.getUint16(at, little)],
  SS: [2, (view, at, little) => view.getInt16(at, little)],
  UL: [4, (view, at, little) => view.getUint32(at, little)],
  SL: [4, (view, at, little) => view.getInt32(at, little)],
  FL: [4, (view, at, little) => view.getFloat32(at, little)],
  FD: [8, (view, at, little) => view.getFloat64(at, little)],
};

interface Context {
  readonly decode: (bytes: Uint8Array) => string;
  readonly littleEndian: boolean;
  /** Where the instance's bulk data is; undefined inside sequences, where it stands inline. */
  readonly bulkRoot?: string;
}

/** The metadata of a Part 10 file with the coerced values in place; group 0002 is not part of it. */
export function toDicomJson(bytes: Uint8Array, coerced: CoercedValues, instanceUrl: string): JsonDataset {
  const dataSet = dicomParser.parseDicom(bytes);
  const littleEndian = dataSet.string('x00020010') !== '1.2.840.10008.1.2.2';
  const json = convert(dataSet, {
    decode: decoderFor(dataSet),
    littleEndian,
    bulkRoot: `${instanceUrl}/bulkdata`,
  });
  json['00080005'] = { vr: 'CS', Value: ['ISO_IR 192'] };
  if (coerced.patientId !== undefined) json['00100020'] = { vr: 'LO', Value: [coerced.patientId] };
  if (coerced.sopInstanceUid !== undefined) json['00080018'] = { vr: 'UI', Value: [coerced.sopInstanceUid] };
  return Object.fromEntries(Object.entries(json).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function convert(dataSet: DataSet, context: Context): JsonDataset {
  const json: JsonDataset = {};
  for (const element of Object.values(dataSet.elements)) {
    const tag = element.tag.slice(1).toUpperCase();
    if (tag.startsWith('0002') || tag.endsWith('0000') || tag.startsWith('FFFC')) continue;
    json[tag] = convertElement(dataSet, element, tag, context);
  }
  return json;
}

function convertElement(dataSet: DataSet, element: Element, tag: string, context: Context): JsonAttribute {
  const vr = element.items === undefined ? vrOf(element, tag) : 'SQ';
  if (vr === 'SQ') {
    const { decode, littleEndian } = context;
    const items = (element.items ?? []).map((item) =>
      item.dataSet === undefined ? {} : convert(item.dataSet, { decode, littleEndian }),
    );
    return items.length === 0 ? { vr } : { vr, Value: items };
  }
  if (element.length === 0) return { vr };
  const bytes = dataSet.byteArray.subarray(element.dataOffset, element.dataOffset + element.length);
  if (BINARY.has(vr)) return convertBinary(vr, tag, bytes, context);
  if (vr === 'AT') return { vr, Value: readTags(bytes, context.littleEndian) };
  const reader = NUMBERS[vr];
  return reader === undefined
    ? convertText(vr, context.decode(bytes))
    : { vr, Value: readNumbers(bytes, reader, context.littleEndian) };
}

function vrOf(element: Element, tag: string): string {
  if (element.vr !== undefined && element.vr !== 'UN') return element.vr;
  const listed = dictionary[`(${tag.slice(0, 4)},${tag.slice(4)})`]?.vr ?? 'UN';
  // "xs" and "ox" stand for "US or SS" and "OB or OW".
  return listed === 'xs'
    ? 'US'
    : /^o/i.test(listed) && listed.length === 2 && listed.toLowerCase() === 'ox'
      ? 'OW'
      : listed;
}

function convertBinary(vr: string, tag: string, bytes: Uint8Array, { bulkRoot }: Context): JsonAttribute {
  if (bulkRoot !== undefined && (tag === '7FE00010' || bytes.length > INLINE_LIMIT_BYTES)) {
    return { vr, BulkDataURI: `${bulkRoot}/${tag}` };
  }
  return { vr, InlineBinary: Buffer.from(bytes).toString('base64') };
}

function convertText(vr: string, text: string): JsonAttribute {
  const values = TEXT_SINGLE.has(vr)
    ? [text.replace(/[\0 ]+$/, '')]
    : text.split('\\').map((value) => value.replace(/\0+$/, '').trim());
  if (values.every((value) => value === '')) return { vr };
  return { vr, Value: values.map((value) => convertTextValue(vr, value)) };
}

function convertTextValue(vr: string, value: string): unknown {
  if (value === '') return null;
  if (vr === 'PN') return toPersonName(value);
  const number = Number(value);
  return NUMBER_STRINGS.has(vr) && Number.isFinite(number) ? number : value;
}

function readNumbers(
  bytes: Uint8Array,
  [size, read]: Readers[string] & {},
  little: boolean,
): readonly number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: Math.floor(bytes.length / size) }, (_, index) =>
    read(view, index * size, little),
  );
}

function readTags(bytes: Uint8Array, little: boolean): readonly string[] {
  const halves = readNumbers(bytes, [2, (view, at, isLittle) => view.getUint16(at, isLittle)], little);
  const hex = halves.map((half) => half.toString(16).toUpperCase().padStart(4, '0')).join('');
  return hex.match(/.{8}/g) ?? [];
}
