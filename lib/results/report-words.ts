import type { Locale } from '#lib/i18n/locales.ts';
import { messagesOf } from '#lib/i18n/messages-of.ts';
import { createMessages, type LocalMessages } from '#lib/i18n/translate.ts';
import { findingName } from '#lib/i18n/sentences.ts';
import { type FindingConcept, isKnownConcept } from '#lib/standards/finding-codes.ts';

/** Words for reports; made once for each language, because parsing messages costs more than a report. */
const made = new Map<Locale, LocalMessages>();

export function wordsOf(locale: Locale): LocalMessages {
  const words = made.get(locale) ?? createMessages(locale);
  made.set(locale, words);
  return words;
}

const RIGHT_TO_LEFT_ISOLATE = '\u2067';
const POP_ISOLATE = '\u2069';

/**
 * Parts as one text that runs as the language does. Each is isolated, and a text of isolates only has no direction of
 * its own: UAX #9 (P2) would take it for left to right, and turn the order of an Arabic list round.
 */
export function compose(
  parts: readonly string[],
  separator: 'list' | 'part' | 'mark',
  locale: Locale,
): string {
  const { t, isolate, direction } = wordsOf(locale);
  const text = parts.map(isolate).join(t(`report.separator.${separator}`));
  return direction === 'rtl' ? RIGHT_TO_LEFT_ISOLATE + text + POP_ISOLATE : text;
}

/** In English the concept's own text, which coded values carry too. */
export function conceptName(concept: FindingConcept, locale: Locale): string {
  if (locale === 'en' || !isKnownConcept(concept)) return concept.text;
  return findingName(messagesOf(locale), { label: concept.local.code });
}

/** `2026-11-23T10:11:12.123+01:00` to `2026-11-23 10:11 +01:00`: the offset stays, because readers sit elsewhere. */
export function readableInstant(instant: string): string {
  const [, day = '', time, offset = ''] =
    /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})[\d:.]*(Z|[+-]\d{2}:\d{2})?)?/.exec(instant) ?? [];
  if (day === '') return instant;
  return time === undefined ? day : `${day} ${time} ${offset === 'Z' ? 'UTC' : offset}`.trimEnd();
}
