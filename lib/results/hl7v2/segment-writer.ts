import { HL7Message, type HL7Segment, HL7Version } from 'hl7v2';
import { hl7Dictionaries } from '#lib/standards/hl7-dictionary.ts';

/** A field's value: a string, components (each a string or subcomponents), absent where undefined. */
export type FieldValue = string | readonly ComponentValue[] | undefined;
type ComponentValue = string | readonly (string | undefined)[] | undefined;

/** Fields by position; several values of one field are its repetitions. */
export interface Fields {
  readonly [position: number]: FieldValue;
}

export function newMessage(): HL7Message {
  return new HL7Message(HL7Version.v2_5_1, hl7Dictionaries);
}

export function writeSegment(message: HL7Message, type: string, fields: Fields): HL7Segment {
  const segment = message.addSegment(type);
  setFields(segment, fields);
  return segment;
}

export function setFields(segment: HL7Segment, fields: Fields): void {
  for (const [position, value] of Object.entries(fields) as [string, FieldValue][]) {
    setRepetition(segment, Number(position), 0, value);
  }
}

/** Sets one repetition (from 0) of a field, component by component, so that the package does the escaping. */
export function setRepetition(segment: HL7Segment, position: number, index: number, value: FieldValue): void {
  if (value === undefined) return;
  const components = typeof value === 'string' ? [value] : value;
  const repetition = segment.field(position).repetition(index);
  components.forEach((component, at) => {
    const parts: readonly (string | undefined)[] = isPlain(component) ? [component] : component;
    parts.forEach((part, below) => {
      const text = part === undefined ? undefined : toHl7Text(part);
      if (text === undefined || text === '') return;
      repetition.component(at + 1).setValue(text, parts.length > 1 ? below + 1 : undefined);
    });
  });
}

/**
 * What HL7 v2 can carry of a string (2.A.74 ST: printable characters): control characters become spaces, lone
 * surrogates the replacement character, and `""`, which would mean "delete the value" (2.5.3.1), nothing.
 */
export function toHl7Text(text: string): string {
  const printable = text.toWellFormed().replace(/\p{Cc}+/gu, ' ');
  return printable === '""' ? '' : printable;
}

function isPlain(component: ComponentValue): component is string | undefined {
  return component === undefined || typeof component === 'string';
}
