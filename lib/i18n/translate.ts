import { createFormatter, createTranslator, type IntlError } from 'use-intl/core';
import { isolate } from './isolate.ts';
import { directionOf, formattingTag, type Direction, type Locale } from './locales.ts';
import { messagesOf, type Messages } from './messages-of.ts';
import { problemSentence, type SentenceOptions } from './sentences.ts';

export interface LocalMessages {
  readonly locale: Locale;
  readonly direction: Direction;
  readonly t: ReturnType<typeof createTranslator<Messages>>;
  readonly format: ReturnType<typeof createFormatter>;
  /** For a name, identifier, date or number that enters a sentence; changes nothing in left-to-right languages. */
  readonly isolate: (text: string) => string;
  /** What happened, whether anything was filed, what to do, as one paragraph. Unknown codes get a general one. */
  readonly problem: (code: string, options?: SentenceOptions) => string;
}

/** A missing key or argument must not reach a clinician as a raw key. Throws what use-intl found wrong. */
export function throwOnMessageError(error: IntlError): never {
  throw error;
}

/** Messages outside React: the worker, report writers, route handlers. `timeZone` is an IANA name. */
export function createMessages(locale: Locale, timeZone = 'UTC'): LocalMessages {
  const direction = directionOf(locale);
  const messages = messagesOf(locale);
  const tag = formattingTag(locale);
  const t = createTranslator({ locale: tag as Locale, messages, timeZone, onError: throwOnMessageError });
  return {
    locale,
    direction,
    t,
    format: createFormatter({ locale: tag as Locale, timeZone, onError: throwOnMessageError }),
    isolate: direction === 'rtl' ? isolate : (text) => text,
    problem: (code, options) => problemSentence(messages, code, options),
  };
}
