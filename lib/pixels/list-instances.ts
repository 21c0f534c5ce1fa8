/** QIDO-RS: the instances of one study, and what the archive tells of each without handing it out (DICOM PS3.18 section 10.6). */
import { AppError } from '#lib/platform/errors.ts';
import type { StudyInstanceUid } from '#lib/standards/identifiers.ts';
import { isUid } from '#lib/standards/identifiers.ts';
import type { QidoRow } from '#lib/studies/qido-row.ts';
import type { Archive } from './ask-archive.ts';
import { queryArchive } from './query-archive.ts';

/** Everything but the two UIDs as far as the archive says it; coded values in upper case. */
export interface ListedInstance {
  readonly sopInstanceUid: string;
  readonly seriesInstanceUid: string;
  readonly sopClassUid?: string;
  readonly modality?: string;
  readonly imageType?: readonly string[];
  readonly bodyPart?: string;
  readonly view?: string;
  readonly presentationIntent?: string;
  readonly photometricInterpretation?: string;
  readonly numberOfFrames?: number;
  readonly conversionType?: string;
  readonly seriesDescription?: string;
  /** Patient ID, as the archive has it. */
  readonly patientId?: string;
  /** SOP Instance UIDs of the images that this one was made from. */
  readonly sources?: readonly string[];
}

const SOP_INSTANCE_UID = '00080018';
const SERIES_INSTANCE_UID = '0020000E';
const PATIENT_ID = '00100020';
const SERIES_DESCRIPTION = '0008103E';
const IMAGE_TYPE = '00080008';
const NUMBER_OF_FRAMES = '00280008';
const SOURCE_IMAGE = '00082112';
const REFERENCED_SOP_INSTANCE_UID = '00081155';
const CODED = {
  modality: '00080060',
  bodyPart: '00180015',
  view: '00185101',
  presentationIntent: '00080068',
  photometricInterpretation: '00280004',
  conversionType: '00080064',
} as const;
const SOP_CLASS_UID = '00080016';
const INCLUDED = [
  SOP_CLASS_UID,
  IMAGE_TYPE,
  SERIES_DESCRIPTION,
  PATIENT_ID,
  NUMBER_OF_FRAMES,
  SOURCE_IMAGE,
  ...Object.values(CODED),
];

/**
 * In the archive's order, each once. `expected` is how many the EHR counts, where it does.
 * @throws AppError study-not-found, study-without-images, study-too-large, archive-…; an archive that holds nothing of the study may answer either way.
 */
export async function listInstances(
  archive: Archive,
  study: StudyInstanceUid,
  expected?: number,
): Promise<readonly ListedInstance[]> {
  const rows = await queryArchive(archive, {
    path: `/studies/${study}/instances`,
    include: INCLUDED,
    identity: [SOP_INSTANCE_UID, SERIES_INSTANCE_UID],
    ...(expected === undefined ? {} : { expected }),
  });
  if (rows.length === 0) throw new AppError('study-without-images', 'refused');
  return rows.map(toInstance);
}

function toInstance(row: QidoRow): ListedInstance {
  const text = (tag: string) => row.get(tag)?.[0];
  const [instance, series] = [text(SOP_INSTANCE_UID), text(SERIES_INSTANCE_UID)];
  // They become part of an address.
  if (instance === undefined || series === undefined || !isUid(instance) || !isUid(series)) {
    throw new AppError('archive-answer-broken', 'permanent');
  }
  const frames = Number(text(NUMBER_OF_FRAMES) ?? Number.NaN);
  return {
    sopInstanceUid: instance,
    seriesInstanceUid: series,
    ...known({
      sopClassUid: text(SOP_CLASS_UID),
      imageType: row.get(IMAGE_TYPE)?.map((value) => value.toUpperCase()),
      seriesDescription: text(SERIES_DESCRIPTION),
      patientId: text(PATIENT_ID),
      numberOfFrames: Number.isInteger(frames) ? frames : undefined,
      sources: row.get(`${SOURCE_IMAGE}.${REFERENCED_SOP_INSTANCE_UID}`),
    }),
    ...known(mapValues(CODED, (tag) => text(tag)?.toUpperCase())),
  };
}

function mapValues<K extends string, T>(
  entries: Readonly<Record<K, string>>,
  read: (tag: string) => T,
): Record<K, T> {
  return Object.fromEntries(
    Object.entries<string>(entries).map(([name, tag]) => [name, read(tag)]),
  ) as Record<K, T>;
}

type Known<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The entries that have a value. */
function known<T extends object>(entries: T): Known<T> {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined)) as Known<T>;
}
