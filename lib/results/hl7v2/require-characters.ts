import { AppError } from '#lib/platform/errors.ts';
import type { OruEnvelope } from '#lib/results/hl7v2/oru-options.ts';
import { UNICODE_UTF8 } from '#lib/standards/hl7-tables.ts';

/** ISO 8859-1, whose code points are Unicode's first 256. */
const BEYOND_LATIN_1 = /[\u{100}-\u{10ffff}]/u;

/**
 * A name that came out as `?????` would be another name. Throws AppError `character-not-writable` with the segment that
 * holds what the character set can't carry; never with the text.
 */
export function requireCharacters(message: string, characterSet: OruEnvelope['characterSet']): void {
  if (characterSet === UNICODE_UTF8 || !BEYOND_LATIN_1.test(message)) return;
  const segment = message.split('\r').find((line) => BEYOND_LATIN_1.test(line)) ?? '';
  throw new AppError('character-not-writable', 'permanent', {
    fields: { characterSet, segment: segment.slice(0, 3) },
  });
}
