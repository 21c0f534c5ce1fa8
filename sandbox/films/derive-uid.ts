import { createHash } from 'node:crypto';

/**
 * A stable UID under 2.25 (DICOM PS3.5 B.2: a UUID as one decimal number), derived from a name the way RFC 9562
 * builds a version 8 UUID: the same film has the same UIDs at every start, and no two films share one.
 */
export function deriveUid(name: string): string {
  const bytes = createHash('sha256').update(`sightline synthetic film/${name}`).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return `2.25.${BigInt(`0x${bytes.toString('hex')}`).toString()}`;
}
