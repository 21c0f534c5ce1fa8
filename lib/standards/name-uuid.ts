import { createHash } from 'node:crypto';

/** Our namespace for name-based UUIDs: chosen once, and never changed, because identifiers derive from it. */
const NAMESPACE = Buffer.from('6f0b9a5e2c1d4e7f9a3b8c7d6e5f4a3b', 'hex');

/** RFC 9562 section 5.5, version 5 (SHA-1, name-based): the same name gives the same UUID, always. */
export function uuidOfName(name: string): string {
  const bytes = createHash('sha1').update(NAMESPACE).update(name, 'utf8').digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
