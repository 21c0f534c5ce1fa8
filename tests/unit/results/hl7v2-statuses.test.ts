import type { HL7Message, HL7Segment } from 'hl7v2';
import { HL7Message as Parser } from 'hl7v2';
import { describe, expect, it } from 'vitest';
import type { StatedReading } from '#lib/attestation/reading.ts';
import { type OruOptions, USUAL_MAPPING } from '#lib/results/hl7v2/oru-options.ts';
import { writeOruR01 } from '#lib/results/hl7v2/write-oru-r01.ts';
import type { ReportStatus } from '#lib/results/study-result.ts';
import { hl7Dictionaries } from '#lib/standards/hl7-dictionary.ts';
import { oruOptions, orderedResult, readResult } from '#tests/support/study-result-fixture.ts';
import { resultOf, SIGNER } from './hl7v2-fixture.ts';

function write(status: ReportStatus, options: Partial<OruOptions> = {}): HL7Message {
  const earlier = status === 'preliminary' ? [] : [orderedResult];
  const text = writeOruR01(resultOf(status), { ...oruOptions, earlier, ...options });
  return parse(text);
}
function parse(text: string): HL7Message {
  return Parser.parse(text, { dictionaries: hl7Dictionaries });
}
const observations = (message: HL7Message) =>
  message.segments.filter(({ segmentType }) => segmentType === 'OBX');
const valueOf = (segment: HL7Segment | undefined, field: number, component?: number, sub?: number): unknown =>
  segment?.field(field).getValue(component, sub);
const named = (segment: HL7Segment) => `${String(valueOf(segment, 3, 1))} ${String(valueOf(segment, 4))}`;

describe('a report’s status', () => {
  it.each([
    ['preliminary', 'P', 'P'],
    ['final', 'F', 'F'],
    ['amended', 'C', 'C'],
    ['corrected', 'C', 'C'],
    ['cancelled', 'X', 'X'],
    ['entered-in-error', 'C', 'W'],
  ] as const)('%s is %s in OBR-25 and %s in every OBX-11', (status, report, observation) => {
    const message = write(status);
    expect(valueOf(message.getSegment('OBR'), 25)).toBe(report);
    expect(new Set(observations(message).map((obx) => valueOf(obx, 11)))).toEqual(new Set([observation]));
  });

  it.each(['final', 'amended', 'corrected'] as const)('%s is never written without a signer', (status) => {
    expect(() => writeOruR01({ ...orderedResult, status }, oruOptions)).toThrow('report-not-signed');
    const blank = { ...SIGNER, display: ' ' };
    expect(() => writeOruR01({ ...orderedResult, status, signedBy: blank }, oruOptions)).toThrow(
      'report-not-signed',
    );
  });

  it('names who signed, and when, in OBR-32', () => {
    const obr = write('final').getSegment('OBR');
    expect(valueOf(obr, 32, 1, 1)).toBe('practitioner-1');
    expect(valueOf(obr, 32, 1, 2)).toBe('Dr Ann Reader');
    expect(valueOf(obr, 32, 3)).toBe('20261123102030+0100');
  });

  it.each(['preliminary', 'cancelled', 'entered-in-error'] as const)('%s names no signer', (status) => {
    const text = writeOruR01({ ...orderedResult, status, signedBy: SIGNER }, oruOptions);
    expect(text).not.toContain('Ann Reader');
  });
});

describe.each(['cancelled', 'entered-in-error'] as const)('what is %s', (status) => {
  it('names every observation that was sent, so that each can be found and marked', () => {
    const before = observations(write('preliminary')).map(named);
    expect(observations(write(status)).map(named)).toEqual(expect.arrayContaining(before));
  });

  it('says nothing any more of what was found', () => {
    for (const obx of observations(write(status))) {
      if (['CWE', 'NM'].includes(String(valueOf(obx, 2)))) expect(obx.field(5).toHL7String()).toBe('');
      expect(valueOf(obx, 8)).toBeUndefined();
    }
    const text = writeOruR01(resultOf(status), { ...oruOptions, earlier: [orderedResult] });
    expect(text).not.toMatch(/0\.83|\bpresent\b/);
  });

  it('takes back what a reader had signed too, and what stood before that', () => {
    const read = readResult();
    const taken = write(status, { earlier: [read, orderedResult] });
    const before = [read, orderedResult].flatMap((each) =>
      observations(parse(writeOruR01(each, oruOptions))).map(named),
    );
    expect(observations(taken).map(named)).toEqual(expect.arrayContaining(before));
    expect(taken.toHL7String()).not.toContain('Rib fracture');
  });

  it('says so in words, first', () => {
    const [first] = observations(write(status));
    expect(valueOf(first, 5)).toMatch(/CANCELLED|ENTERED IN ERROR/i);
  });
});

describe('a version that stands', () => {
  it('deletes the side that the model had given and the reader does not', () => {
    const unsided: StatedReading = { decision: 'changed', presence: 'present' };
    const findings = orderedResult.findings.map((finding) =>
      finding.label === 'effusion' ? { ...finding, reading: unsided } : finding,
    );
    const read = { ...resultOf('final'), findings };
    const message = parse(writeOruR01(read, { ...oruOptions, earlier: [orderedResult] }));
    const deleted = observations(message).filter((obx) => valueOf(obx, 11) === 'D');
    expect(deleted.map((obx) => valueOf(obx, 3, 1))).toEqual(['effusion.laterality']);
    expect(deleted[0]?.field(5).toHL7String()).toBe('');
  });

  it('deletes the lines of a longer one before it, and no other', () => {
    const shorter = { ...readResult(), version: 3, status: 'corrected' as const };
    delete (shorter as { comment?: string }).comment;
    const message = parse(writeOruR01(shorter, { ...oruOptions, earlier: [readResult(), orderedResult] }));
    const deleted = observations(message).filter((obx) => valueOf(obx, 11) === 'D');
    expect(deleted.map(named)).toEqual(['19005-8 6']);
  });

  it('deletes nothing where nothing was dropped', () => {
    const again = { ...orderedResult, version: 2 };
    const message = parse(writeOruR01(again, { ...oruOptions, earlier: [orderedResult] }));
    expect(observations(message).filter((obx) => valueOf(obx, 11) === 'D')).toEqual([]);
  });
});

describe('the PDF', () => {
  const pdf = Uint8Array.from({ length: 1000 }, (_, index) => index % 256);
  const mapping = { ...USUAL_MAPPING, observations: ['pdf', 'findings'] as const };

  it('is one ED, byte for byte', () => {
    const [first] = observations(write('preliminary', { pdf, mapping }));
    expect(valueOf(first, 2)).toBe('ED');
    expect([2, 3, 4].map((component) => valueOf(first, 5, component))).toEqual([
      'application',
      'pdf',
      'Base64',
    ]);
    expect(Buffer.from(String(valueOf(first, 5, 5)), 'base64')).toEqual(Buffer.from(pdf));
    expect(writeOruR01(orderedResult, { ...oruOptions, pdf, mapping })).toMatch(
      /\rOBX\|1\|ED\|18748-4\^[^|]*\|1\|\^application\^pdf\^Base64\^[A-Za-z0-9+/=]+\|/,
    );
  });

  it('is not left out in silence where the site wants it', () => {
    expect(() => writeOruR01(orderedResult, { ...oruOptions, mapping })).toThrow('report-pdf-missing');
  });

  it('does not go where the site does not want it', () => {
    expect(writeOruR01(orderedResult, { ...oruOptions, pdf })).not.toContain('Base64');
  });
});
