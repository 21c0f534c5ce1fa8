/** QIDO-RS: the instances of one study (DICOM PS3.18 section 10.6). */
import { AppError } from '#lib/platform/errors.ts';
import type { StudyInstanceUid } from '#lib/standards/identifiers.ts';
import { isUid } from '#lib/standards/identifiers.ts';
import { z } from 'zod';
import { type Archive, askArchive } from './ask-archive.ts';
import { readWhole } from './read-bytes.ts';

export interface ListedInstance {
  readonly sopInstanceUid: string;
  readonly seriesInstanceUid: string;
  readonly sopClassUid?: string;
  readonly modality?: string;
}

const MAX_LIST_BYTES = 16 * 1024 * 1024;
/** Asked for because archives cap an unlimited answer silently, some of them at 100. */
const LIST_LIMIT = 5000;

const SOP_CLASS_UID = '00080016';
const SOP_INSTANCE_UID = '00080018';
const MODALITY = '00080060';
const SERIES_INSTANCE_UID = '0020000E';

const dataSets = z.array(z.record(z.string(), z.looseObject({ Value: z.array(z.unknown()).optional() })));

/** @throws AppError study-not-found, study-without-images, archive-…; an archive that holds nothing of the study may answer either way. */
export async function listInstances(
  archive: Archive,
  study: StudyInstanceUid,
): Promise<readonly ListedInstance[]> {
  const query = `includefield=${SOP_CLASS_UID}&includefield=${MODALITY}&limit=${LIST_LIMIT}`;
  const url = `${archive.root}/studies/${study}/instances?${query}`;
  const instances = await askArchive(archive, url, 'application/dicom+json', async (response) =>
    response.status === 204
      ? []
      : parseList(Buffer.from(await readWhole(response, MAX_LIST_BYTES)).toString('utf8')),
  );
  if (instances.length === 0) throw new AppError('study-without-images', 'refused');
  return instances;
}

function parseList(text: string): ListedInstance[] {
  if (text.trim() === '') return [];
  const parsed = dataSets.safeParse(parseJson(text));
  if (!parsed.success) throw new AppError('archive-answer-broken', 'permanent');
  return parsed.data.map(toInstance);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message quotes the text, which may hold names.
    throw new AppError('archive-answer-broken', 'permanent');
  }
}

function toInstance(dataSet: z.infer<typeof dataSets>[number]): ListedInstance {
  const text = (tag: string) => {
    const value = dataSet[tag]?.Value?.[0];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const [instance, series] = [text(SOP_INSTANCE_UID), text(SERIES_INSTANCE_UID)];
  const [sopClassUid, modality] = [text(SOP_CLASS_UID), text(MODALITY)];
  if (instance === undefined || series === undefined || !isUid(instance) || !isUid(series)) {
    throw new AppError('archive-answer-broken', 'permanent');
  }
  return {
    sopInstanceUid: instance,
    seriesInstanceUid: series,
    ...(sopClassUid !== undefined && { sopClassUid }),
    ...(modality !== undefined && { modality }),
  };
}
