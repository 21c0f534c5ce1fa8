/** A chest film's object around a picture: every kind of attribute that decoding looks at, so that each can be forged. */
import {
  encodeElement,
  encodeSequence,
  type Encoding,
  textValue,
  UNDEFINED_LENGTH,
  unsignedValues,
} from '../encode-element.ts';
import { MARKED_PATIENT } from './base.ts';
import type { Picture } from './pictures.ts';

export const IMPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2';
export const EXPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2.1';
export const BIG_ENDIAN = '1.2.840.10008.1.2.2';

/** [tag, VR, text or US values or bytes]; several items of a sequence as lists of their own. */
export type Attribute = readonly [
  tag: number,
  vr: string,
  value: string | readonly number[] | Uint8Array | readonly (readonly Attribute[])[],
];

const ALPHABET: Attribute = [0x00080005, 'CS', 'ISO_IR 192'];
const PATIENT: readonly Attribute[] = [
  [0x00080008, 'CS', 'ORIGINAL\\PRIMARY'],
  [0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.1.1'],
  [0x00080018, 'UI', '1.2.3.4'],
  [0x00080020, 'DA', '20260301'],
  [0x00080030, 'TM', '101500'],
  [0x00080050, 'SH', 'ACC1'],
  [0x00080060, 'CS', 'DX'],
  [0x00080068, 'CS', 'FOR PRESENTATION'],
  [0x00081030, 'LO', 'Chest'],
  [
    0x00082218,
    'SQ',
    [
      [
        [0x00080100, 'SH', 'T-D3000'],
        [0x00080104, 'LO', 'Chest'],
      ],
    ],
  ],
  [0x00090010, 'LO', 'PRIVATE CREATOR'],
  [0x00091001, 'UN', Uint8Array.of(1, 2, 3, 4)],
  [0x00100010, 'PN', `${MARKED_PATIENT}^${MARKED_PATIENT}=${MARKED_PATIENT}`],
  [0x00100020, 'LO', `${MARKED_PATIENT}-1`],
  [0x00100030, 'DA', '19600302'],
  [0x00100040, 'CS', 'F'],
  [0x00101010, 'AS', '066Y'],
  [0x00180015, 'CS', 'CHEST'],
  [0x00181164, 'DS', '0.1\\0.1'],
  [0x00185101, 'CS', 'PA'],
  [0x0020000d, 'UI', '1.2.3'],
  [0x0020000e, 'UI', '1.2.3.1'],
  [0x00200020, 'CS', 'L\\F'],
];
const GREYS: readonly Attribute[] = [
  [0x00281050, 'DS', '2000\\40'],
  [0x00281051, 'DS', '4000\\400'],
  [0x00281052, 'DS', '-10'],
  [0x00281053, 'DS', '2'],
  [0x20500020, 'CS', 'IDENTITY'],
  [
    0x00540220,
    'SQ',
    [
      [
        [0x00080100, 'SH', '399348003'],
        [0x00080104, 'LO', 'postero-anterior'],
      ],
    ],
  ],
];

export interface ObjectOptions {
  readonly syntax?: string;
  readonly extra?: readonly Attribute[];
  /** In place of native pixels: fragments, and the offset table's bytes. */
  readonly fragments?: readonly Uint8Array[];
  readonly offsets?: Uint8Array;
}

/** A Part 10 file (DICOM PS3.10). */
export function writeObject(picture: Picture, options: ObjectOptions = {}): Uint8Array {
  const { syntax = EXPLICIT_LITTLE_ENDIAN, extra = [] } = options;
  const encoding = { explicit: syntax !== IMPLICIT_LITTLE_ENDIAN, littleEndian: syntax !== BIG_ENDIAN };
  const attributes = [ALPHABET, ...PATIENT, ...describe(picture), ...GREYS, ...extra].toSorted(byTag);
  const meta = writeAttribute([0x00020010, 'UI', syntax], { explicit: true, littleEndian: true });
  const elements = attributes.map((attribute) => writeAttribute(attribute, encoding));
  const head = [new Uint8Array(128), Buffer.from('DICM'), meta];
  return new Uint8Array(Buffer.concat([...head, ...elements, writePixels(picture, options, encoding)]));
}

export function writeAttribute([tag, vr, value]: Attribute, encoding: Encoding): Uint8Array {
  if (typeof value === 'string') return encodeElement({ tag, vr, value: textValue(value, vr) }, encoding);
  if (value instanceof Uint8Array) return encodeElement({ tag, vr, value }, encoding);
  if (vr !== 'SQ') {
    return encodeElement({ tag, vr, value: unsignedValues(value as readonly number[], encoding) }, encoding);
  }
  const items = (value as readonly (readonly Attribute[])[]).map((item) =>
    Buffer.concat(item.map((attribute) => writeAttribute(attribute, encoding))),
  );
  return encodeSequence(tag, items, encoding);
}

function describe(picture: Picture): Attribute[] {
  const colour: Attribute[] = picture.samples === 1 ? [] : [[0x00280006, 'US', [picture.planar]]];
  return [
    [0x00280002, 'US', [picture.samples]],
    [0x00280004, 'CS', picture.photometric],
    ...colour,
    [0x00280008, 'IS', `${picture.frames}`],
    [0x00280010, 'US', [picture.rows]],
    [0x00280011, 'US', [picture.columns]],
    [0x00280100, 'US', [picture.bitsAllocated]],
    [0x00280101, 'US', [picture.bitsStored]],
    [0x00280102, 'US', [picture.bitsStored - 1]],
    [0x00280103, 'US', [Number(picture.signed)]],
  ];
}

function writePixels({ cells, bitsAllocated }: Picture, options: ObjectOptions, encoding: Encoding) {
  const { fragments, offsets = new Uint8Array() } = options;
  if (fragments === undefined) {
    const value = Buffer.from(cells.length % 2 === 0 ? cells : Uint8Array.of(...cells, 0));
    if (!encoding.littleEndian && bitsAllocated === 16) value.swap16();
    if (!encoding.littleEndian && bitsAllocated === 32) value.swap32();
    return encodeElement({ tag: 0x7fe00010, vr: bitsAllocated > 8 ? 'OW' : 'OB', value }, encoding);
  }
  const items = [offsets, ...fragments].map((value) =>
    encodeElement({ tag: 0xfffee000, vr: '', value }, encoding),
  );
  const end = encodeElement({ tag: 0xfffee0dd, vr: '', value: new Uint8Array() }, encoding);
  const value = Buffer.concat([...items, end]);
  return encodeElement({ tag: 0x7fe00010, vr: 'OB', value, length: UNDEFINED_LENGTH }, encoding);
}

function byTag([a]: Attribute, [b]: Attribute): number {
  return a - b;
}
