import { HL7Message } from 'hl7v2';
import { describe, expect, it } from 'vitest';
import type { Finding } from '#lib/findings/finding.ts';
import { messagesOf } from '#lib/i18n/messages-of.ts';
import { type OruMapping, type OruOptions, USUAL_MAPPING } from '#lib/results/hl7v2/oru-options.ts';
import { writeOruOfMany, writeOruR01 } from '#lib/results/hl7v2/write-oru-r01.ts';
import type { StudyResult } from '#lib/results/study-result.ts';
import { writeAiStatement } from '#lib/results/write-ai-statement.ts';
import { FINDING_LABELS } from '#lib/standards/finding-codes.ts';
import { hl7Dictionaries } from '#lib/standards/hl7-dictionary.ts';
import {
  AI_STATEMENT,
  bareResult,
  comparedResult,
  findingFixture,
  orderedResult,
  oruOptions,
  resultOf,
  statuses,
} from '#tests/support/study-result-fixture.ts';
import { ownLabelResult } from './hl7v2-fixture.ts';

const write = (mapping: Partial<OruMapping>, result = orderedResult, options: Partial<OruOptions> = {}) =>
  writeOruR01(result, { ...oruOptions, ...options, mapping: { ...USUAL_MAPPING, ...mapping } });
const segmentsOf = (text: string, type: string) =>
  text.split('\r').filter((line) => line.startsWith(`${type}|`));
const field = (segment: string | undefined, index: number) => segment?.split('|')[index] ?? '';
const local = (code: string) => ({ code, text: `Local ${code}`, system: 'L' });
/** The languages that ISO 8859-1 was made for. */
const WITHIN_LATIN_1 = ['en', 'es', 'pt', 'fr', 'de', 'it'] as const;

describe('what a site’s engine wants to read', () => {
  it.each(['SFT', 'PV1', 'NTE'] as const)('%s goes, or does not', (type) => {
    const segments = { ...USUAL_MAPPING.segments, [type]: false };
    expect(segmentsOf(write({}), type)).not.toEqual([]);
    expect(segmentsOf(write({ segments }), type)).toEqual([]);
  });

  it('keeps the AI statement in visible text without NTE', () => {
    const text = write({ segments: { ...USUAL_MAPPING.segments, NTE: false } });
    const lines = segmentsOf(text, 'OBX').filter((obx) => field(obx, 2) === 'TX');
    expect(lines[0]).toContain('NOT REVIEWED');
    expect(field(lines[1], 5)).toBe(AI_STATEMENT);
  });

  it('orders the kinds of observation, and leaves out what is not wanted', () => {
    const types = (observations: OruMapping['observations']) =>
      segmentsOf(write({ observations }), 'OBX').map((obx) => field(obx, 2));
    expect(types(['findings', 'text'])[0]).toBe('CWE');
    expect(types(['findings'])).not.toContain('TX');
    expect(types(['text'])).not.toContain('NM');
  });

  it('numbers its observations without a gap', () => {
    const numbers = segmentsOf(write({}), 'OBX').map((obx) => Number(field(obx, 1)));
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  });

  it('puts its own code first, or ours, with the public one beside it', () => {
    const effusion = (mapping: Partial<OruMapping>) =>
      field(
        segmentsOf(write(mapping), 'OBX').find((obx) => /\|CWE\|.*Pleural effusion/.test(obx)),
        3,
      );
    expect(effusion({})).toBe('60046008^Pleural effusion^SCT^effusion^Pleural effusion^99SLN');
    expect(effusion({ codes: 'own-first' })).toBe(
      'effusion^Pleural effusion^99SLN^60046008^Pleural effusion^SCT',
    );
    expect(effusion({ findingCodes: { effusion: local('PLEFF') } })).toBe(
      'PLEFF^Local PLEFF^L^60046008^Pleural effusion^SCT',
    );
  });

  it('names a model’s own label by our code, which the site may replace', () => {
    expect(write({}, ownLabelResult)).toContain('|own-model.rib-fracture^Rib fracture^99SLN|');
    expect(write({ findingCodes: { 'own-model.rib-fracture': local('RIBFX') } }, ownLabelResult)).toContain(
      '|RIBFX^Local RIBFX^L^own-model.rib-fracture^Rib fracture^99SLN|',
    );
  });

  it('takes no property of every object for a site’s code', () => {
    const odd = { ...orderedResult, findings: orderedResult.findings.map((each) => ({ ...each })) };
    const [first] = odd.findings;
    if (!first) throw new Error('no finding');
    const concept = { ...first.concept, local: { ...first.concept.local, code: 'constructor' } };
    expect(() => write({}, { ...odd, findings: [{ ...first, concept }] })).not.toThrow();
  });

  it.each([
    ['the order’s', orderedResult, false, '24648-8^XR chest PA upright^LN'],
    ['the site’s where nothing was ordered', bareResult, false, 'CXRAI^Local CXRAI^L'],
    ['the site’s always', orderedResult, true, 'CXRAI^Local CXRAI^L'],
  ] as const)('asks in OBR-4 for %s', (_, result, evenIfOrdered, expected) => {
    const text = write({ universalServiceId: { ...local('CXRAI'), evenIfOrdered } }, result);
    expect(field(segmentsOf(text, 'OBR')[0], 4)).toBe(expected);
  });

  it.each([
    ['HOSP', 'HOSP&http://hospital.invalid/mrn&URI'],
    [{ namespace: 'HOSP' }, 'HOSP&http://hospital.invalid/mrn&URI'],
    [{ namespace: 'HOSP', universalId: '1.2.3', universalIdType: 'ISO' }, 'HOSP&1.2.3&ISO'],
    [{ universalId: '1.2.3', universalIdType: 'ISO' }, '&1.2.3&ISO'],
  ])('knows the assigning authority as %j', (authority, expected) => {
    const text = write({}, orderedResult, {
      assigningAuthorities: { 'http://hospital.invalid/mrn': authority },
    });
    expect(field(segmentsOf(text, 'PID')[0], 3)).toContain(`MRN-0001^^^${expected}^MR`);
  });

  it.each([
    ['original', 'NE', 'AL'],
    ['accept', 'AL', 'NE'],
    ['accept-and-application', 'AL', 'AL'],
  ] as const)('acknowledges in mode %s', (acknowledgement, accept, application) => {
    const [msh] = segmentsOf(write({}, orderedResult, { acknowledgement }), 'MSH');
    expect([field(msh, 14), field(msh, 15)]).toEqual([accept, application]);
  });
});

describe('8859/1', () => {
  const latin = (result: StudyResult) => write({}, result, { characterSet: '8859/1' });
  const namedAs = (family: string): StudyResult => ({
    ...orderedResult,
    patient: { ...orderedResult.patient, family },
  });

  it('carries what it can, every character of it', () => {
    const all = Array.from({ length: 0x60 }, (_, index) => String.fromCharCode(0xa0 + index)).join('');
    const text = latin(namedAs(all));
    expect(Buffer.from(text, 'latin1').toString('latin1')).toBe(text);
    expect(text).toContain(all);
    expect(segmentsOf(text, 'MSH')[0]).toContain('|8859/1');
  });

  it.each(['Łukasz', '世', '😀', 'O’Neil', '\u{1F600}'])(
    'refuses %s, and says where without saying what',
    (name) => {
      try {
        latin(namedAs(name));
        expect.unreachable();
      } catch (error) {
        expect(error).toMatchObject({
          code: 'character-not-writable',
          failure: 'permanent',
          fields: { segment: 'PID', characterSet: '8859/1' },
        });
        expect(JSON.stringify(error)).not.toContain(name);
      }
    },
  );

  it.each(WITHIN_LATIN_1)('carries every word that a report can hold, in %s', (locale) => {
    const findings = FINDING_LABELS.flatMap((label) =>
      (['left', 'right', 'bilateral'] as const).map((laterality, index): Finding => ({
        ...findingFixture(label, 0.2 + index / 4, 0.3),
        laterality,
        zone: (['upper', 'middle', 'lower'] as const)[index] ?? 'upper',
      })),
    );
    const refusedFilms = Object.keys(messagesOf(locale).problems).map((reason, index) => ({
      sopInstanceUid: `2.25.${3000 + index}`,
      reason,
    }));
    for (const told of [...statuses.map(resultOf), comparedResult(true), comparedResult(false), bareResult]) {
      const result = { ...told, findings, refusedFilms };
      const aiStatement = writeAiStatement(result, locale);
      expect(() => write({}, result, { characterSet: '8859/1', locale, aiStatement })).not.toThrow();
    }
  });
});

describe('several reports in one message', () => {
  const report = (result: StudyResult) => ({ result, aiStatement: AI_STATEMENT });
  const second: StudyResult = {
    ...orderedResult,
    analysisId: '01900000-0000-7000-8000-000000000009',
    study: { ...orderedResult.study, accessionNumber: 'ACC-2' },
    order: { ...orderedResult.order, placerOrderNumber: 'PLC-2', fillerOrderNumber: 'FIL-2' },
    issuedAt: '2026-11-23T11:00:00Z',
  };

  it('are a group each, of one patient', () => {
    const text = writeOruOfMany([report(orderedResult), report(second)], oruOptions);
    expect(
      text
        .split('\r')
        .map((line) => line.slice(0, 3))
        .join(' '),
    ).toMatch(/^MSH SFT PID PV1 ORC OBR NTE NTE (OBX )+ORC OBR NTE NTE (OBX ?)+$/);
    expect(segmentsOf(text, 'OBR').map((obr) => [1, 2, 3, 18].map((index) => field(obr, index)))).toEqual([
      ['1', 'PLC-1', 'FIL-1', 'ACC-1'],
      ['2', 'PLC-2', 'FIL-2', 'ACC-2'],
    ]);
    expect(segmentsOf(text, 'OBX').filter((obx) => field(obx, 1) === '1')).toHaveLength(2);
    expect(HL7Message.parse(text, { dictionaries: hl7Dictionaries }).toHL7String()).toBe(text);
  });

  it.each<[string, StudyResult]>([
    ['another patient', bareResult],
    [
      'another identifier',
      { ...second, patient: { ...second.patient, identifiers: [{ value: 'MRN-0001' }] } },
    ],
    ['another birth date', { ...second, patient: { ...second.patient, birthDate: '1960-01-03' } }],
    ['another visit', { ...second, order: { ...second.order, visitNumber: 'V-2' } }],
  ])('are refused for %s', (_, other) => {
    expect(() => writeOruOfMany([report(orderedResult), report(other)], oruOptions)).toThrow(
      'patients-differ',
    );
  });

  it('are at least one', () => {
    expect(() => writeOruOfMany([], oruOptions)).toThrow('report-missing');
  });
});
