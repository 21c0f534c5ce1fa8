import { hl7Escape } from 'hl7v2';

/**
 * Segments as text, escaped by the hl7v2 package. Its message objects are not used for writing: they take every date
 * apart and put it together again, for each of a report's hundred fields, and that was most of the time a result took.
 */

/** A field's value: a string, components (each a string or subcomponents), absent where undefined. */
export type FieldValue = string | readonly ComponentValue[] | undefined;
type ComponentValue = string | readonly (string | undefined)[] | undefined;

/** Fields by position. */
export interface Fields {
  readonly [position: number]: FieldValue | Repetitions;
}

interface Repetitions {
  readonly each: readonly FieldValue[];
}

/** A message's segments, in order. */
export type Segments = string[];

/** Segments ended by CR (2.4.1). */
export function messageText(segments: Segments): string {
  return `${segments.join('\r')}\r`;
}

/** MSH-1 and MSH-2 are the delimiters themselves, and fields count from there (2.15.9). */
export function writeHeader(segments: Segments, fields: Fields): void {
  segments.push(`MSH|^~\\&|${fieldsFrom(3, fields)}`);
}

export function writeSegment(segments: Segments, type: string, fields: Fields): void {
  segments.push(`${type}|${fieldsFrom(1, fields)}`);
}

/** Several values of one field. */
export function repeated(each: readonly FieldValue[]): Repetitions {
  return { each };
}

function fieldsFrom(first: number, fields: Fields): string {
  const texts: string[] = [];
  // Keys that are numbers come in their order.
  for (const position in fields) {
    const index = Number(position) - first;
    while (texts.length < index) texts.push('');
    texts.push(fieldText(fields[position]));
  }
  return joined(texts, '|');
}

function fieldText(value: FieldValue | Repetitions): string {
  if (value === undefined) return '';
  if (typeof value === 'string') return partText(value);
  if ('each' in value) return joined(value.each.map(fieldText), '~');
  return joined(value.map(componentText), '^');
}

function componentText(value: ComponentValue): string {
  if (value === undefined || typeof value === 'string') return partText(value);
  return joined(value.map(partText), '&');
}

/** What no delimiter, control character or surrogate stands in goes as it is. */
const PLAIN = /^[\w .,:;+()/%-]*$/;

function partText(text: string | undefined): string {
  if (text === undefined) return '';
  return PLAIN.test(text) ? text : hl7Escape(toHl7Text(text));
}

/** What is empty at the end needs no delimiters (2.6.1 rule 5). */
function joined(parts: readonly string[], delimiter: string): string {
  let count = parts.length;
  while (count > 0 && parts[count - 1] === '') count -= 1;
  return parts.slice(0, count).join(delimiter);
}

/**
 * What HL7 v2 can carry of a string (2.A.74 ST: printable characters): control characters become spaces, lone
 * surrogates the replacement character, and `""`, which would mean "delete the value" (2.5.3.1), nothing.
 */
export function toHl7Text(text: string): string {
  const printable = text.toWellFormed().replace(/\p{Cc}+/gu, ' ');
  return printable === '""' ? '' : printable;
}
