/** Small DICOM objects for tests, Explicit VR Little Endian unless told otherwise; element by element, so that each can be wrong. */

export type Element = readonly [tag: number, vr: string, value: string | Uint8Array | number];

export const CHEST_FILM: readonly Element[] = [
  [0x00080005, 'CS', 'ISO_IR 192'],
  [0x00080008, 'CS', 'ORIGINAL\\PRIMARY'],
  [0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.1.1'],
  [0x00080018, 'UI', '1.2.3.4'],
  [0x00080020, 'DA', '20260301'],
  [0x00080050, 'SH', 'ACC1'],
  [0x00080060, 'CS', 'DX'],
  [0x00080068, 'CS', 'FOR PRESENTATION'],
  [0x00100010, 'PN', 'Müller^Ana'],
  [0x00100020, 'LO', 'P-1'],
  [0x00100030, 'DA', '19600302'],
  [0x00180015, 'CS', 'CHEST'],
  [0x00185101, 'CS', 'PA'],
  [0x0020000d, 'UI', '1.2.3'],
  [0x0020000e, 'UI', '1.2.3.1'],
  [0x00280002, 'US', 1],
  [0x00280004, 'CS', 'MONOCHROME2'],
  [0x00280010, 'US', 2],
  [0x00280011, 'US', 3],
  [0x00280100, 'US', 16],
  [0x00280101, 'US', 12],
  [0x00280102, 'US', 11],
  [0x00280103, 'US', 0],
  [0x7fe00010, 'OW', new Uint8Array(Uint16Array.of(0, 1, 2, 4093, 4094, 4095).buffer)],
];

/** The chest film with elements replaced, added or (by undefined) taken away. */
export function chestFilm(changes: Readonly<Record<number, readonly [string, Element[2]] | undefined>> = {}) {
  const kept = CHEST_FILM.filter(([tag]) => !(tag in changes));
  const added = Object.entries(changes).flatMap(([tag, change]): Element[] =>
    change === undefined ? [] : [[Number(tag), ...change]],
  );
  return makeDicom([...kept, ...added].toSorted(([a], [b]) => a - b));
}

export function makeDicom(elements: readonly Element[], transferSyntax = '1.2.840.10008.1.2.1'): Uint8Array {
  const meta = writeElement([0x00020010, 'UI', transferSyntax]);
  const parts = [new Uint8Array(128), Buffer.from('DICM'), meta, ...elements.map(writeElement)];
  return Uint8Array.from(Buffer.concat(parts));
}

/** The chest film with its frames in the given fragments, behind an offset table that is empty unless told otherwise. */
export function encapsulate(
  fragments: readonly Uint8Array[],
  transferSyntax: string,
  header: readonly Element[] = CHEST_FILM.slice(0, -1),
  offsetTable = new Uint8Array(),
): Uint8Array {
  const item = (bytes: Uint8Array) => {
    const head = Buffer.from([0xfe, 0xff, 0x00, 0xe0, 0, 0, 0, 0]);
    head.writeUInt32LE(bytes.length, 4);
    return Buffer.concat([head, bytes]);
  };
  const start = Buffer.from([0xe0, 0x7f, 0x10, 0x00, 0x4f, 0x42, 0, 0, 0xff, 0xff, 0xff, 0xff]);
  const end = Buffer.from([0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0]);
  const items = [offsetTable, ...fragments].map(item);
  return Buffer.concat([makeDicom(header, transferSyntax), start, ...items, end]);
}

export function writeElement([tag, vr, value]: Element): Buffer {
  const bytes = valueBytes(vr, value);
  const long = ['OB', 'OW', 'SQ', 'UN', 'UT'].includes(vr);
  const head = Buffer.alloc(long ? 12 : 8);
  head.writeUInt16LE(tag >>> 16, 0);
  head.writeUInt16LE(tag & 0xffff, 2);
  head.write(vr, 4, 'latin1');
  if (long) head.writeUInt32LE(bytes.length, 8);
  else head.writeUInt16LE(bytes.length, 6);
  return Buffer.concat([head, bytes]);
}

function valueBytes(vr: string, value: Element[2]): Buffer {
  if (typeof value === 'number') {
    const bytes = Buffer.alloc(2);
    bytes.writeUInt16LE(value & 0xffff);
    return bytes;
  }
  const bytes = Buffer.from(value as Uint8Array);
  const padding = Buffer.alloc(bytes.length % 2, vr === 'UI' || typeof value !== 'string' ? 0 : 0x20);
  return Buffer.concat([bytes, padding]);
}
