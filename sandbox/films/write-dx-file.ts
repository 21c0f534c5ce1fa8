import { createRequire } from 'node:module';
import type { DicomAttributes } from './describe-dx-image.ts';

/** The part of dcmjs that is used here; the package carries no types. */
interface Dcmjs {
  readonly data: {
    readonly DicomMetaDictionary: { denaturalizeDataset(dataset: object): object };
    readonly DicomDict: new (meta: object) => { dict: object; write(): ArrayBuffer };
  };
}
const { data: dicom } = createRequire(import.meta.url)('dcmjs') as Dcmjs;

const EXPLICIT_VR_LITTLE_ENDIAN = '1.2.840.10008.1.2.1';
/** dcmjs's own: it is what writes the bytes. */
const IMPLEMENTATION_CLASS_UID = '2.25.80302813137786398554742050926734630921603366648225212145404';

/** A DICOM file (PS3.10) of the attributes and their 16-bit pixels, explicit VR little endian. */
export function writeDxFile(attributes: DicomAttributes, pixels: Uint16Array<ArrayBuffer>): Uint8Array {
  const meta = {
    FileMetaInformationVersion: Uint8Array.of(0, 1).buffer,
    MediaStorageSOPClassUID: attributes['SOPClassUID'],
    MediaStorageSOPInstanceUID: attributes['SOPInstanceUID'],
    TransferSyntaxUID: EXPLICIT_VR_LITTLE_ENDIAN,
    ImplementationClassUID: IMPLEMENTATION_CLASS_UID,
    ImplementationVersionName: 'SIGHTLINE_SYNTH',
  };
  const file = new dicom.DicomDict(dicom.DicomMetaDictionary.denaturalizeDataset(meta));
  file.dict = dicom.DicomMetaDictionary.denaturalizeDataset({
    ...attributes,
    PixelData: [pixels.buffer],
    _vrMap: { PixelData: 'OW' },
  });
  return new Uint8Array(file.write());
}
