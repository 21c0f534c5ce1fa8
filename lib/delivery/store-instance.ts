/** STOW-RS: one object into an archive (DICOM PS3.18 section 10.5). */
import { z } from 'zod';
import { AppError } from '#lib/platform/errors.ts';
import { LONGEST_DETAIL, refuseForNow, throwUnanswered } from './http-answer.ts';

export interface StoreTarget {
  /** DICOMweb root without a trailing slash. */
  readonly root: string;
  readonly request: typeof fetch;
  /** The Authorization header's value. */
  readonly authorization: () => Promise<string | undefined>;
}

export interface StoredObject {
  readonly studyInstanceUid: string;
  readonly sopInstanceUid: string;
  /** A DICOM file (PS3.10). */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const TIMEOUT_MS = 60_000;
/** PS3.18 table I.2-2: the archive has it. For a UID that nobody but we give, that is what was wanted. */
const DUPLICATE = 0x0111;

const uidSchema = z.object({ Value: z.tuple([z.string()]) });
/** Some archives leave out what is empty, others its values. */
const sequenceOf = <T extends z.ZodType>(item: T) =>
  z.object({ Value: z.array(item).default([]) }).default({ Value: [] });
const referenceSchema = z.object({ '00081155': uidSchema.optional() });
const failureSchema = referenceSchema.extend({
  '00081197': z.object({ Value: z.tuple([z.number()]) }).optional(),
});
/** Store Instances Response Module (PS3.18 annex I). */
const answerSchema = z.object({
  '00081199': sequenceOf(referenceSchema),
  '00081198': sequenceOf(failureSchema),
});

/**
 * Stores it, and gives its UID. Stored again it is the same object, and an archive that has it already is content. Throws
 * AppError `delivery-unreachable`, `delivery-untrusted` (transient), `delivery-ambiguous`, `delivery-rejected`,
 * `destination-refused` (permanent).
 */
export async function storeInstance(target: StoreTarget, stored: StoredObject): Promise<string> {
  const authorization = await target.authorization();
  const { contentType, body } = multipart(stored);
  const response = await target
    .request(`${target.root}/studies/${stored.studyInstanceUid}`, {
      method: 'POST',
      headers: {
        'content-type': contentType,
        accept: 'application/dicom+json',
        ...(authorization !== undefined && { authorization }),
      },
      body,
      // A redirect could lead to a host that the site never listed, with the token in hand.
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    .catch(throwUnanswered);
  refuseForNow(response);
  const fields = { status: response.status };
  if (response.status === 401 || response.status === 403)
    throw new AppError('destination-refused', 'permanent', { fields });
  const text = await response.text().catch(() => '');
  const outcome = outcomeFor(stored.sopInstanceUid, text);
  if (outcome === 'stored') return stored.sopInstanceUid;
  // Taken, it seems, and yet not said of this object: its UID is looked up before anything is sent again.
  if (response.ok && outcome === 'unsaid') throw new AppError('delivery-ambiguous', 'ambiguous', { fields });
  throw new AppError('delivery-rejected', 'permanent', { fields, detail: text.slice(0, LONGEST_DETAIL) });
}

function outcomeFor(uid: string, text: string): 'stored' | 'failed' | 'unsaid' {
  const answer = answerSchema.safeParse(parseJson(text)).data;
  const isOurs = (item: z.infer<typeof referenceSchema>) => item['00081155']?.Value[0] === uid;
  const failure = answer?.['00081198']?.Value.find(isOurs);
  if (failure !== undefined) return failure['00081197']?.Value[0] === DUPLICATE ? 'stored' : 'failed';
  return answer?.['00081199']?.Value.some(isOurs) === true ? 'stored' : 'unsaid';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** RFC 2387. The boundary is a name, which no DICOM file holds by chance. */
function multipart({ sopInstanceUid, bytes }: StoredObject): {
  contentType: string;
  body: Uint8Array<ArrayBuffer>;
} {
  const boundary = `sightline-${sopInstanceUid}`;
  const head = `--${boundary}\r\nContent-Type: application/dicom\r\n\r\n`;
  return {
    contentType: `multipart/related; type="application/dicom"; boundary="${boundary}"`,
    body: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  };
}
