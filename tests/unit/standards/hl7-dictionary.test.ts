import { HL7Message } from 'hl7v2';
import { expect, it } from 'vitest';
import { hl7Dictionaries } from '#lib/standards/hl7-dictionary.ts';

it.each(['2.3.1', '2.5.1'])('keeps the parts of an assigning authority apart in version %s', (version) => {
  const text = `MSH|^~\\&|A|B|C|D|20260101||ORU^R01|1|P|${version}\rPID|1||7^^^NS&http://x.invalid&URI^MR~8^^^N2^PI\r`;
  const message = HL7Message.parse(text, { dictionaries: hl7Dictionaries });
  expect(message.getSegment('PID')?.field(3).getValue(4, 2)).toBe('http://x.invalid');
  expect(message.getSegment('PID')?.field(3).getValue(5)).toBe('MR');
  expect(message.toHL7String()).toBe(text);
});
