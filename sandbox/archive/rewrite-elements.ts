import type { DataSet, Element } from 'dicom-parser';
import { ArchiveRefusal } from './dicom-header.ts';

/** Replace `removed` bytes at `offset` of the original file with `inserted`. */
export interface Splice {
  readonly offset: number;
  readonly removed: number;
  readonly inserted: Buffer;
}

export interface CoercedValues {
  readonly patientId?: string;
  readonly sopInstanceUid?: string;
}

const DEFLATED = '1.2.840.10008.1.2.1.99';
const IMPLICIT = '1.2.840.10008.1.2';
const BIG_ENDIAN = '1.2.840.10008.1.2.2';
const LONG_HEADER_VRS = new Set([
  'OB',
  'OD',
  'OF',
  'OL',
  'OV',
  'OW',
  'SQ',
  'SV',
  'UC',
  'UN',
  'UR',
  'UT',
  'UV',
]);

interface Encoding {
  readonly implicit: boolean;
  readonly bigEndian: boolean;
}

/**
 * The splices that put coerced values into a Part 10 file and leave every other byte, pixel data above all, as it was:
 * a parser that writes the whole object anew would not promise that. In file order.
 */
export function planCoercion(
  dataSet: DataSet,
  transferSyntaxUid: string,
  values: CoercedValues,
): readonly Splice[] {
  const splices: Splice[] = [];
  const encoding = { implicit: transferSyntaxUid === IMPLICIT, bigEndian: transferSyntaxUid === BIG_ENDIAN };
  if (Object.keys(values).length > 0 && transferSyntaxUid === DEFLATED)
    throw new ArchiveRefusal('cannot-coerce');
  if (values.sopInstanceUid !== undefined) {
    splices.push(...coerceMediaStorageUid(dataSet, values.sopInstanceUid));
    splices.push(replaceElement(dataSet, 'x00080018', 'UI', values.sopInstanceUid, encoding));
  }
  if (values.patientId !== undefined) {
    splices.push(replaceElement(dataSet, 'x00100020', 'LO', values.patientId, encoding));
  }
  return splices;
}

/** The file meta group (always Explicit VR Little Endian) repeats the SOP Instance UID and states its own length. */
function coerceMediaStorageUid(dataSet: DataSet, uid: string): readonly Splice[] {
  const encoding = { implicit: false, bigEndian: false };
  const splice = replaceElement(dataSet, 'x00020003', 'UI', uid, encoding);
  const groupLength = dataSet.elements['x00020000'];
  if (groupLength === undefined) return [splice];
  const inserted = Buffer.alloc(4);
  inserted.writeUInt32LE((dataSet.uint32('x00020000') ?? 0) + splice.inserted.length - splice.removed);
  return [{ offset: groupLength.dataOffset, removed: 4, inserted }, splice];
}

function replaceElement(
  dataSet: DataSet,
  tag: string,
  vr: string,
  value: string,
  encoding: Encoding,
): Splice {
  const inserted = encodeShortElement(tag, vr, value, encoding);
  const existing = dataSet.elements[tag];
  if (existing !== undefined) {
    return { offset: existing.dataOffset - 8, removed: existing.length + 8, inserted };
  }
  const next = Object.values(dataSet.elements)
    .filter((element) => element.tag > tag)
    .sort((a, b) => a.dataOffset - b.dataOffset)[0];
  if (next === undefined) throw new ArchiveRefusal('cannot-coerce');
  return { offset: startOf(next, encoding), removed: 0, inserted };
}

function startOf(element: Element, encoding: Encoding): number {
  const isLong = !encoding.implicit && LONG_HEADER_VRS.has(element.vr ?? '');
  return element.dataOffset - (isLong ? 12 : 8);
}

/** DICOM PS3.5 section 7.1: tag, VR with 16-bit length, or a 32-bit length when implicit; padded to an even length. */
function encodeShortElement(tag: string, vr: string, value: string, encoding: Encoding): Buffer {
  const padding = value.length % 2 === 0 ? '' : vr === 'UI' ? '\0' : ' ';
  const data = Buffer.from(value + padding, 'latin1');
  const header = Buffer.alloc(8);
  const write16 = (number: number, at: number): number =>
    encoding.bigEndian ? header.writeUInt16BE(number, at) : header.writeUInt16LE(number, at);
  write16(Number.parseInt(tag.slice(1, 5), 16), 0);
  write16(Number.parseInt(tag.slice(5, 9), 16), 2);
  if (encoding.implicit) {
    header.writeUInt32LE(data.length, 4);
  } else {
    header.write(vr, 4, 'latin1');
    write16(data.length, 6);
  }
  return Buffer.concat([header, data]);
}
