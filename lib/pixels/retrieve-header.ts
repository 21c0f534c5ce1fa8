/** WADO-RS metadata: an instance without its pixels (DICOM PS3.18 section 10.4.1.1.2). */
import { z } from 'zod';
import { AppError } from '#lib/platform/errors.ts';
import type { StudyInstanceUid } from '#lib/standards/identifiers.ts';
import { type Archive, askArchive } from './ask-archive.ts';
import { readWhole } from './read-bytes.ts';

const elementSchema = z.looseObject({ vr: z.string(), Value: z.array(z.unknown()).optional() });
const metadataSchema = z.tuple([z.record(z.string().regex(/^[0-9A-F]{8}$/i), elementSchema)]);
export type InstanceHeader = z.infer<typeof metadataSchema>[0];

export interface InstanceAddress {
  readonly studyInstanceUid: StudyInstanceUid;
  readonly seriesInstanceUid: string;
  readonly sopInstanceUid: string;
}

const MAX_BYTES = 4 * 1024 * 1024;
const SOP_INSTANCE_UID = '00080018';

/** The header as the archive holds it now, in the DICOM JSON model. Throws AppError archive-answer-broken and what askArchive throws. */
export async function retrieveHeader(
  archive: Archive,
  { studyInstanceUid, seriesInstanceUid, sopInstanceUid }: InstanceAddress,
): Promise<InstanceHeader> {
  const path = `/studies/${studyInstanceUid}/series/${seriesInstanceUid}/instances/${sopInstanceUid}/metadata`;
  const text = await askArchive(archive, path, 'application/dicom+json', async (response) =>
    Buffer.from(await readWhole(response, MAX_BYTES)).toString('utf8'),
  );
  const header = parse(text);
  if (header?.[SOP_INSTANCE_UID]?.Value?.[0] !== sopInstanceUid)
    throw new AppError('archive-answer-broken', 'permanent');
  return header;
}

function parse(text: string): InstanceHeader | undefined {
  try {
    return metadataSchema.safeParse(JSON.parse(text)).data?.[0];
  } catch {
    return undefined;
  }
}
