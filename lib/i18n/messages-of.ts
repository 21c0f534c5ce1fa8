import { ar } from './messages/ar.ts';
import { de } from './messages/de.ts';
import { en } from './messages/en.ts';
import { es } from './messages/es.ts';
import { fr } from './messages/fr.ts';
import { it } from './messages/it.ts';
import { ko } from './messages/ko.ts';
import { pt } from './messages/pt.ts';
import type { Locale } from './locales.ts';
import type { Shape } from './shape.ts';

export type Messages = typeof en;

const all: Readonly<Record<Locale, Shape<Messages>>> = {
  en,
  ko,
  es,
  ar,
  pt,
  fr,
  de,
  it,
};

/** Typed as the English source, so that keys and ICU arguments are checked where messages are used. */
export function messagesOf(locale: Locale): Messages {
  return all[locale] as Messages;
}
