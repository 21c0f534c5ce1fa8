/** One data element in any of the three encodings (DICOM PS3.5 section 7.1), its parts as wrong as the caller wants them. */

export interface Encoding {
  readonly explicit: boolean;
  readonly littleEndian: boolean;
}

export interface RawElement {
  readonly tag: number;
  readonly vr: string;
  readonly value: Uint8Array;
  /** What the length field says, where it is not the value's own length. */
  readonly length?: number;
}

export const UNDEFINED_LENGTH = 0xffffffff;
export const ITEM = 0xfffee000;
export const ITEM_END = 0xfffee00d;
export const SEQUENCE_END = 0xfffee0dd;

const LONG_VRS = ['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV'];

export function hasLongLength(vr: string): boolean {
  return LONG_VRS.includes(vr);
}

export function encodeElement(element: RawElement, encoding: Encoding): Uint8Array {
  const { tag, vr, value, length = value.length } = element;
  const delimiter = tag >>> 16 === 0xfffe;
  const short = encoding.explicit && !delimiter && !hasLongLength(vr);
  const head = Buffer.alloc(encoding.explicit && !delimiter && !short ? 12 : 8);
  writeNumber(head, 0, 2, tag >>> 16, encoding);
  writeNumber(head, 2, 2, tag & 0xffff, encoding);
  if (encoding.explicit && !delimiter) head.write(vr, 4, 2, 'latin1');
  writeNumber(head, short ? 6 : head.length - 4, short ? 2 : 4, length, encoding);
  return Buffer.concat([head, value]);
}

/** Writes as many of the number's bytes as fit. */
export function writeNumber(
  bytes: Uint8Array,
  at: number,
  size: 1 | 2 | 4,
  value: number,
  { littleEndian }: Pick<Encoding, 'littleEndian'>,
): void {
  for (let i = 0; i < size; i++) {
    const shift = 8 * (littleEndian ? i : size - 1 - i);
    if (at + i < bytes.length) bytes[at + i] = (value >>> shift) & 0xff;
  }
}

/** A sequence of items, each already encoded, with lengths or delimiters. */
export function encodeSequence(
  tag: number,
  items: readonly Uint8Array[],
  encoding: Encoding,
  delimited = false,
): Uint8Array {
  const none = new Uint8Array();
  const length = delimited ? { length: UNDEFINED_LENGTH } : {};
  const end = (mark: number) =>
    delimited ? [encodeElement({ tag: mark, vr: '', value: none }, encoding)] : [];
  const parts = items.flatMap((value) => [
    encodeElement({ tag: ITEM, vr: '', value, ...length }, encoding),
    ...end(ITEM_END),
  ]);
  const value = Buffer.concat([...parts, ...end(SEQUENCE_END)]);
  return encodeElement({ tag, vr: 'SQ', value, ...length }, encoding);
}

/** US, and the triples of LUT descriptors. */
export function unsignedValues(values: readonly number[], encoding: Encoding): Uint8Array {
  const bytes = new Uint8Array(2 * values.length);
  values.forEach((value, i) => {
    writeNumber(bytes, 2 * i, 2, value, encoding);
  });
  return bytes;
}

/** Padded to an even length, as every text is but a forged one. */
export function textValue(text: string, vr = 'LO'): Uint8Array {
  const bytes = Buffer.from(text, 'utf8');
  return bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.from(vr === 'UI' ? '\0' : ' ')]);
}
