import { createHash } from 'node:crypto';
import type { Attachment } from '@medplum/fhirtypes';

/** Bytes inline, with their size and SHA-1 as Attachment defines them (R4 2.24.1.16), so that a reader can tell damage. */
export function writeAttachment(
  bytes: Uint8Array,
  about: Pick<Attachment, 'contentType' | 'language' | 'title' | 'creation'>,
): Attachment {
  return {
    ...about,
    data: Buffer.from(bytes).toString('base64'),
    size: bytes.length,
    hash: createHash('sha1').update(bytes).digest('base64'),
  };
}
