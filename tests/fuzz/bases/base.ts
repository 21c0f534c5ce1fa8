import { type Encoding } from '../encode-element.ts';
import { encodingOf, locateSpans, type Span } from '../locate-spans.ts';

/** A sound file that mutations start from. */
export interface Base {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly spans: readonly Span[];
  readonly encoding: Encoding;
}

/** Stands where names and numbers of a patient stand; no error may ever repeat it. */
export const MARKED_PATIENT = 'ZQXPHI';

export function toBase(name: string, bytes: Uint8Array): Base {
  const spans = locateSpans(bytes);
  return { name, bytes, spans, encoding: encodingOf(spans) };
}
