import { mapStrings } from './map-strings.ts';

/**
 * Unicode bidi isolation (UAX #9): without it an Arabic sentence shows 2026-03-14 as 14-03-2026 and reorders
 * measures. Every name, identifier, date and number that enters a sentence is wrapped.
 */
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

export function isolate(text: string): string {
  return FIRST_STRONG_ISOLATE + text + POP_ISOLATE;
}

const ARGUMENT = /\{\w+(?:, (?:number|date|time)[^{}]*)?\}/g;

/** The same messages with every simple ICU argument isolated; plural and select branches keep their own text. */
export function isolateArguments<M>(messages: M): M {
  return mapStrings(messages, (text) => text.replace(ARGUMENT, isolate));
}
