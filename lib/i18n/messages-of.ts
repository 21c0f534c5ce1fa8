import { ar } from './messages/ar.ts';
import { en } from './messages/en.ts';
import { es } from './messages/es.ts';
import { ko } from './messages/ko.ts';
import type { Locale } from './locales.ts';
import type { Shape } from './shape.ts';

export type Messages = typeof en;

const all: Readonly<Record<Locale, Shape<Messages>>> = { en, ko, es, ar };

/** Typed as the English source, so that keys and ICU arguments are checked where messages are used. */
export function messagesOf(locale: Locale): Messages {
  return all[locale] as Messages;
}
