import fc from 'fast-check';
import { HL7Message } from 'hl7v2';
import { describe, expect, it } from 'vitest';
import { toHl7Text } from '#lib/results/hl7v2/segment-writer.ts';
import { writeOruR01 } from '#lib/results/hl7v2/write-oru-r01.ts';
import { hl7Dictionaries } from '#lib/standards/hl7-dictionary.ts';
import { AI_STATEMENT, bareResult, orderedResult, oruOptions } from '#tests/support/study-result-fixture.ts';

function parse(text: string): HL7Message {
  return HL7Message.parse(text, { dictionaries: hl7Dictionaries });
}

function valueOf(
  message: HL7Message,
  segment: string,
  field: number,
  component?: number,
  sub?: number,
): unknown {
  return message.getSegment(segment)?.field(field).getValue(component, sub);
}

/** Any text a name may hold: the delimiters, escape sequences, line ends and every Unicode plane come up often. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      '|',
      '^',
      '~',
      '\\',
      '&',
      '\r',
      '\n',
      'E',
      'X',
      '0D',
      '"',
      'é',
      '世',
      '\u2028',
      '😀',
    ),
  }),
);

describe('ORU^R01', () => {
  const message = parse(writeOruR01(orderedResult, oruOptions));

  it('parses back to the very same text', () => {
    const text = writeOruR01(orderedResult, oruOptions);
    expect(parse(text).toHL7String()).toBe(text);
  });

  it('is the same text each time', () => {
    expect(writeOruR01(orderedResult, oruOptions)).toBe(writeOruR01(orderedResult, oruOptions));
  });

  it('names its type, version, control id and character set', () => {
    const msh = message.header;
    expect([1, 2, 3].map((n) => msh.field(9).getValue(n) as unknown)).toEqual(['ORU', 'R01', 'ORU_R01']);
    expect([10, 11, 12, 18].map((n) => msh.field(n).getValue() as unknown)).toEqual([
      oruOptions.controlId,
      'T',
      '2.5.1',
      'UNICODE UTF-8',
    ]);
  });

  it('identifies the patient with assigning authority and type', () => {
    expect(valueOf(message, 'PID', 3, 1)).toBe('MRN-0001');
    expect([1, 2, 3].map((sub) => valueOf(message, 'PID', 3, 4, sub))).toEqual([
      'HOSP',
      'http://hospital.invalid/mrn',
      'URI',
    ]);
    expect(valueOf(message, 'PID', 3, 5)).toBe('MR');
    expect(valueOf(message, 'PID', 5, 1)).toBe("O'Test & Söhne");
    expect(valueOf(message, 'PID', 7, 1)).toBe('19600102');
  });

  it('answers the order by both its numbers', () => {
    expect([2, 3, 18, 25].map((field) => valueOf(message, 'OBR', field))).toEqual([
      'PLC-1',
      'FIL-1',
      'ACC-1',
      'P',
    ]);
    expect(valueOf(message, 'ORC', 1)).toBe('RE');
    expect(valueOf(message, 'OBR', 4)).toBe('24648-8');
  });

  it('marks every observation preliminary', () => {
    const obx = message.segments.filter(({ segmentType }) => segmentType === 'OBX');
    expect(obx.length).toBeGreaterThan(20);
    for (const segment of obx) expect(segment.field(11).getValue()).toBe('P');
  });

  it('gives each finding its presence, probability and model', () => {
    const effusion = message.segments.filter(
      (segment) =>
        segment.segmentType === 'OBX' && String(segment.field(3).getValue(1)).startsWith('60046008'),
    );
    expect(effusion).toHaveLength(1);
    expect(effusion[0]?.field(5).getValue(1)).toBe('52101004');
    expect(effusion[0]?.field(8).getValue()).toBe('A');
    expect(effusion[0]?.field(18).getValue(1)).toBe('sightline-cxr 0.1.0');
    const probability = message.segments.find(
      (segment) => segment.field(3).getValue(1) === 'effusion.probability',
    );
    expect(probability?.field(5).getValue()).toBe('0.8312');
    expect(probability?.field(4).getValue()).toBe(effusion[0]?.field(4).getValue());
  });

  it('calls an absent finding absent, and never normal', () => {
    const nodule = message.segments.find((segment) => segment.field(3).getValue(1) === '786838002');
    expect(nodule?.field(5).getValue(1)).toBe('2667000');
    expect(nodule?.field(8).getValue()).toBeUndefined();
  });

  it('opens with the banner and the AI statement', () => {
    expect(message.getSegment('NTE', 0)?.field(3).getValue()).toContain('NOT REVIEWED');
    expect(message.getSegment('NTE', 1)?.field(3).getValue()).toBe(AI_STATEMENT);
  });

  it('names the analysis as filler where there is neither order nor accession number', () => {
    expect(valueOf(parse(writeOruR01(bareResult, oruOptions)), 'OBR', 3, 1)).toBe(bareResult.analysisId);
  });

  it('is refused for a patient without identifier', () => {
    const nobody = { ...bareResult, patient: { fhirId: 'p', identifiers: [] } };
    expect(() => writeOruR01(nobody, oruOptions)).toThrow('patient-identifier-missing');
  });

  it('is refused where a date is none', () => {
    const vague = { ...bareResult, patient: { ...bareResult.patient, birthDate: 'about 1960' } };
    expect(() => writeOruR01(vague, oruOptions)).toThrow('date-not-iso');
  });
});

describe('any text in a name, an identifier or a description', () => {
  const segments = writeOruR01(orderedResult, oruOptions).split('\r').length;

  it('never adds a segment, and comes back as it was', () => {
    fc.assert(
      fc.property(anyText, (raw) => {
        const text = toHl7Text(raw);
        fc.pre(text.trim() !== '');
        const patient = { ...orderedResult.patient, family: raw, identifiers: [{ value: raw }] };
        const study = { ...orderedResult.study, accessionNumber: raw };
        const written = writeOruR01({ ...orderedResult, patient, study }, oruOptions);
        expect(written.split('\r')).toHaveLength(segments);
        expect(written).not.toMatch(/\n/);
        const message = parse(written);
        expect(valueOf(message, 'PID', 5, 1)).toBe(text);
        expect(valueOf(message, 'PID', 5, 2)).toBe('Ann');
        expect(valueOf(message, 'PID', 3, 1)).toBe(text);
        expect(valueOf(message, 'OBR', 18)).toBe(text);
      }),
      { numRuns: 300 },
    );
  });

  it('is changed only where HL7 could not carry it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (raw) => {
        fc.pre(!/\p{Cc}/u.test(raw) && raw !== '""');
        expect(toHl7Text(raw)).toBe(raw);
      }),
    );
  });
});
