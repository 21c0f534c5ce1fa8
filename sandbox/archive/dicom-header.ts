import dicomParser from 'dicom-parser';
import type { DataSet } from 'dicom-parser';
import { isUid } from '#lib/standards/identifiers.ts';
import { decoderFor } from './character-set.ts';
import { locateFrames } from './locate-frames.ts';
import type { FrameRange } from './locate-frames.ts';

/** Why the archive does not take a file. */
export type RefusalReason =
  'not-dicom' | 'truncated' | 'unparsable' | 'missing-identifiers' | 'invalid-identifiers' | 'cannot-coerce';

export class ArchiveRefusal extends Error {
  readonly reason: RefusalReason;
  constructor(reason: RefusalReason) {
    super(reason);
    this.reason = reason;
  }
}

/** What the archive keeps in memory of an instance; empty strings where the header has nothing. */
export interface DicomHeader {
  readonly transferSyntaxUid: string;
  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
  readonly studyInstanceUid: string;
  readonly seriesInstanceUid: string;
  readonly patientId: string;
  readonly issuerOfPatientId: string;
  readonly patientName: string;
  readonly patientBirthDate: string;
  readonly patientSex: string;
  readonly accessionNumber: string;
  readonly studyDate: string;
  readonly studyTime: string;
  readonly studyId: string;
  readonly studyDescription: string;
  readonly seriesDescription: string;
  readonly seriesNumber: string;
  readonly instanceNumber: string;
  readonly modality: string;
  readonly bodyPartExamined: string;
  readonly viewPosition: string;
  readonly laterality: string;
  /** All values, with backslashes between them. */
  readonly imageType: string;
  readonly conversionType: string;
  readonly presentationIntent: string;
  readonly photometricInterpretation: string;
  readonly referringPhysicianName: string;
  readonly rows: number;
  readonly columns: number;
  readonly numberOfFrames: number;
  readonly frames: readonly FrameRange[];
}

const TEXT_TAGS = {
  transferSyntaxUid: 'x00020010',
  sopClassUid: 'x00080016',
  sopInstanceUid: 'x00080018',
  studyInstanceUid: 'x0020000d',
  seriesInstanceUid: 'x0020000e',
  patientId: 'x00100020',
  issuerOfPatientId: 'x00100021',
  patientName: 'x00100010',
  patientBirthDate: 'x00100030',
  patientSex: 'x00100040',
  accessionNumber: 'x00080050',
  studyDate: 'x00080020',
  studyTime: 'x00080030',
  studyId: 'x00200010',
  studyDescription: 'x00081030',
  seriesDescription: 'x0008103e',
  seriesNumber: 'x00200011',
  instanceNumber: 'x00200013',
  modality: 'x00080060',
  bodyPartExamined: 'x00180015',
  viewPosition: 'x00185101',
  laterality: 'x00200062',
  imageType: 'x00080008',
  conversionType: 'x00080064',
  presentationIntent: 'x00080068',
  photometricInterpretation: 'x00280004',
  referringPhysicianName: 'x00080090',
} as const;

/** DICOM PS3.10 section 7.1: 128 bytes of preamble, then the prefix. */
export function hasDicomPrefix(bytes: Uint8Array): boolean {
  return (
    bytes.length > 132 && Buffer.from(bytes.buffer, bytes.byteOffset + 128, 4).toString('latin1') === 'DICM'
  );
}

/** Parses a whole Part 10 file. Throws ArchiveRefusal with the named reason. */
export function parseFile(bytes: Uint8Array): DataSet {
  if (!hasDicomPrefix(bytes)) throw new ArchiveRefusal('not-dicom');
  try {
    return dicomParser.parseDicom(bytes);
  } catch (thrown) {
    throw new ArchiveRefusal(isOverrun(thrown) ? 'truncated' : 'unparsable');
  }
}

/** dicom-parser throws plain strings and objects; a read past the end is what a truncated file looks like. */
function isOverrun(thrown: unknown): boolean {
  const exception =
    typeof thrown === 'object' && thrown !== null && 'exception' in thrown ? thrown.exception : thrown;
  const text = exception instanceof Error ? exception.message : String(exception);
  return /past end|overrun|beyond/i.test(text);
}

export function readDicomHeader(bytes: Uint8Array): DicomHeader {
  const dataSet = parseFile(bytes);
  refuseOverlongElements(dataSet);
  const text = readTexts(dataSet);
  const uids = [text.sopClassUid, text.sopInstanceUid, text.studyInstanceUid, text.seriesInstanceUid];
  if (uids.includes('')) throw new ArchiveRefusal('missing-identifiers');
  // Nobody could ask for it by such a UID, and in an address it may lead elsewhere.
  if (!uids.every(isUid)) throw new ArchiveRefusal('invalid-identifiers');
  const numberOfFrames = Number.parseInt(dataSet.string('x00280008') ?? '1', 10) || 1;
  return {
    ...text,
    rows: dataSet.uint16('x00280010') ?? 0,
    columns: dataSet.uint16('x00280011') ?? 0,
    numberOfFrames,
    frames: locateFrames(dataSet, numberOfFrames),
  };
}

function readTexts(dataSet: DataSet): Record<keyof typeof TEXT_TAGS, string> {
  const decode = decoderFor(dataSet);
  const entries = Object.entries(TEXT_TAGS).map(([name, tag]) => {
    const element = dataSet.elements[tag];
    const raw =
      element === undefined
        ? ''
        : decode(dataSet.byteArray.subarray(element.dataOffset, element.dataOffset + element.length));
    return [name, raw.replace(/[\0 ]+$/, '').trimStart()] as const;
  });
  return Object.fromEntries(entries) as Record<keyof typeof TEXT_TAGS, string>;
}

function refuseOverlongElements(dataSet: DataSet): void {
  const size = dataSet.byteArray.length;
  const overlong = Object.values(dataSet.elements).some(
    (element) => element.dataOffset + element.length > size,
  );
  if (overlong) throw new ArchiveRefusal('truncated');
}
