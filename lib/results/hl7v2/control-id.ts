import { uuidOfName } from '#lib/standards/name-uuid.ts';

/**
 * MSH-10 (ST, at most 20 characters): the same analysis, version and destination give the same id, so that an engine
 * which deduplicates sees a repetition as one: the low 100 bits of a name-based UUID in Crockford's base 32.
 */
export function controlIdOf(analysisId: string, version: number, destination: string): string {
  const name = JSON.stringify(['msh-10', analysisId, version, destination]);
  const bits = BigInt(`0x${uuidOfName(name).replaceAll('-', '')}`);
  return Array.from({ length: 20 }, (_, index) => digit(bits >> BigInt(index * 5))).join('');
}

const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

function digit(bits: bigint): string {
  return DIGITS.charAt(Number(bits & 31n));
}
