import { hl7Dictionaries } from '#lib/standards/hl7-dictionary.ts';
import { HL7Message } from 'hl7v2';
import type { HL7Segment } from 'hl7v2';

/** A message as text with CR between segments: senders that write LF would lose PID in the parser. */
export function normalizeSegmentEnds(bytes: Buffer): string {
  return bytes.toString('utf8').replace(/\r\n|\n/g, '\r');
}

/** Throws whatever the parser throws. */
export function parseMessage(text: string): HL7Message {
  return HL7Message.parse(text, { dictionaries: hl7Dictionaries });
}

export function segmentsOf(message: HL7Message, type: string): readonly HL7Segment[] {
  return message.segments.filter((segment) => segment.segmentType === type);
}

/** An unescaped component of a field's first repetition; empty where there is none. */
export function textOf(segment: HL7Segment | undefined, field: number, component = 1): string {
  if (segment === undefined) return '';
  const value: unknown = segment.field(field).getValue(component);
  if (value instanceof Date) return segment.field(field).toHL7String();
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** A field as it stood in the message, escapes and separators included. */
export function rawOf(segment: HL7Segment | undefined, field: number): string {
  return segment === undefined ? '' : segment.field(field).toHL7String();
}
