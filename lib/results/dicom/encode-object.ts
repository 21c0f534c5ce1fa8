import { createRequire } from 'node:module';
import type { DataElement, DataSet } from './data-set.ts';

/** The part of dcmjs that is used here; the package carries no types. */
interface Dcmjs {
  readonly data: { readonly DicomDict: new (meta: object) => { dict: object; write(): ArrayBuffer } };
}
const { data: dicom } = createRequire(import.meta.url)('dcmjs') as Dcmjs;

const EXPLICIT_VR_LITTLE_ENDIAN = '1.2.840.10008.1.2.1';
/** Ours: a UUID chosen once (PS3.7 annex D.3.3.2). */
const IMPLEMENTATION_CLASS_UID = '2.25.147961354278463871200957411338250976117';

/** The object as a DICOM file (PS3.10), explicit VR little endian; the same object gives the same bytes. */
export function encodeObject(object: DataSet): Uint8Array<ArrayBuffer> {
  const file = new dicom.DicomDict({
    '00020001': { vr: 'OB', Value: [Uint8Array.of(0, 1).buffer] },
    '00020002': object['00080016'],
    '00020003': object['00080018'],
    '00020010': { vr: 'UI', Value: [EXPLICIT_VR_LITTLE_ENDIAN] },
    '00020012': { vr: 'UI', Value: [IMPLEMENTATION_CLASS_UID] },
    '00020013': { vr: 'SH', Value: ['SIGHTLINE'] },
  });
  file.dict = writable(object);
  return new Uint8Array(file.write());
}

/** dcmjs writes what has values and takes bytes as buffers. */
function writable(object: DataSet): object {
  return Object.fromEntries(Object.entries(object).map(([tag, value]) => [tag, writableElement(value)]));
}

function writableElement({ vr, Value = [], InlineBinary }: DataElement): object {
  if (InlineBinary !== undefined)
    return { vr, Value: [Uint8Array.from(Buffer.from(InlineBinary, 'base64')).buffer] };
  return { vr, Value: vr === 'SQ' ? Value.map((item) => writable(item as DataSet)) : Value };
}
