import { createRequire } from 'node:module';

interface DicomDict {
  dict: object;
  write(): ArrayBuffer;
}
interface Dcmjs {
  readonly data: {
    readonly DicomDict: new (meta: object) => DicomDict;
    readonly DicomMetaDictionary: { denaturalizeDataset(dataset: object): object };
  };
}
/** dcmjs ships no types. It writes what the archive, which parses with another library, has to read. */
const { data } = createRequire(import.meta.url)('dcmjs') as Dcmjs;

export interface TinyFilm {
  readonly studyUid: string;
  readonly sopInstanceUid: string;
  readonly patientId?: string;
  readonly patientName?: string;
  readonly accessionNumber?: string;
  /** The value of the four pixels of the upper row; tells films of one UID apart. */
  readonly grey?: number;
}

/** A 4 x 2 chest film of 8 bits, as a Part 10 file. */
export function writeTinyDicom(film: TinyFilm): Buffer {
  const { DicomDict, DicomMetaDictionary } = data;
  const sopClassUid = '1.2.840.10008.5.1.4.1.1.1';
  const pixels = Uint8Array.from([
    film.grey ?? 1,
    film.grey ?? 1,
    film.grey ?? 1,
    film.grey ?? 1,
    5,
    6,
    7,
    8,
  ]);
  const dictionary = new DicomDict({
    '00020001': { vr: 'OB', Value: [new Uint8Array([0, 1]).buffer] },
    '00020002': { vr: 'UI', Value: [sopClassUid] },
    '00020003': { vr: 'UI', Value: [film.sopInstanceUid] },
    '00020010': { vr: 'UI', Value: ['1.2.840.10008.1.2.1'] },
    '00020012': { vr: 'UI', Value: ['1.2.3.4.5'] },
  });
  dictionary.dict = DicomMetaDictionary.denaturalizeDataset({
    _vrMap: { PixelData: 'OB' },
    SOPClassUID: sopClassUid,
    SOPInstanceUID: film.sopInstanceUid,
    StudyInstanceUID: film.studyUid,
    SeriesInstanceUID: `${film.studyUid}.1`,
    StudyDate: '20260314',
    StudyDescription: 'CHEST PA',
    Modality: 'CR',
    BodyPartExamined: 'CHEST',
    ViewPosition: 'PA',
    ...(film.patientId === undefined ? {} : { PatientID: film.patientId }),
    PatientName: film.patientName ?? '',
    PatientBirthDate: '19610203',
    PatientSex: 'F',
    AccessionNumber: film.accessionNumber ?? '',
    InstanceNumber: 1,
    Rows: 2,
    Columns: 4,
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    BitsAllocated: 8,
    BitsStored: 8,
    HighBit: 7,
    PixelRepresentation: 0,
    PixelData: [pixels.buffer],
  });
  return Buffer.from(dictionary.write());
}
