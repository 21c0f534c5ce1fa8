import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ImagingOrder } from '#lib/orders/imaging-order.ts';
import { parseMessage, parseOrder } from '#lib/orders/parse-order.ts';
import { AppError } from '#lib/platform/errors.ts';
import { AUTHORITIES, orderText, SEGMENTS, type Segments } from './order-messages.ts';

const parse = (text: string): ImagingOrder => parseOrder(parseMessage(text), AUTHORITIES);
const refusal = (text: string): unknown => {
  try {
    parse(text);
    return 'accepted';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error.fields['field'] ?? error.code;
  }
};

const WHOLE: ImagingOrder = {
  sendingApplication: 'RIS',
  controlId: 'C-1',
  control: 'new',
  patientIdentifiers: [
    { system: 'urn:oid:1.2.3.4', value: 'MRN-1' },
    { system: 'urn:oid:1.2.3.9', value: '77' },
  ],
  placerOrderNumber: 'PLC-1',
  fillerOrderNumber: 'FIL-1',
  accessionNumber: 'ACC-1',
  studyInstanceUid: '1.2.840.1.77',
  procedure: { code: '24648-8', text: 'XR chest PA upright', system: 'LN' },
  visitNumber: 'V-1',
};

describe('an order', () => {
  test.each(['\r', '\n', '\r\n'])('is read whole with segments that end in %j', (ending) => {
    expect(parse(orderText().replaceAll('\r', ending))).toEqual(WHOLE);
  });

  test('is read behind a byte order mark', () => {
    expect(parse(`\uFEFF${orderText()}`)).toEqual(WHOLE);
  });

  test.each<[string, Segments, Partial<ImagingOrder>]>([
    [
      'IPC-1 where OBR-18 is empty',
      { OBR: 'OBR||P|F|X', IPC: 'IPC|ACC-9|R|1.2.9' },
      { accessionNumber: 'ACC-9' },
    ],
    ['the filler number where nothing better is', { OBR: 'OBR||P|F|X' }, { accessionNumber: 'F' }],
    ['OBR-18 first', { IPC: 'IPC|ACC-9|R|1.2.9' }, { accessionNumber: 'ACC-1' }],
  ])('takes its accession number from %s', (_, changed, expected) => {
    expect(parse(orderText(changed))).toMatchObject(expected);
  });

  test('takes its study UID from IPC-3 where there is no ZDS', () => {
    const order = parse(orderText({ ZDS: undefined, IPC: 'IPC|A|R|1.2.9' }));
    expect(order.studyInstanceUid).toBe('1.2.9');
  });

  test.each([
    ['NW', 'new'],
    ['XO', 'new'],
    ['CA', 'cancel'],
    ['DC', 'cancel'],
  ])('with %s is %s', (code, control) => {
    expect(parse(orderText({ ORC: `ORC|${code}|PLC-1|FIL-1` })).control).toBe(control);
  });

  test('keeps an identifier whose authority nobody knows, without a system: it proves nothing', () => {
    const order = parse(orderText({ PID: 'PID|||MRN-1^^^ELSEWHERE^MR' }));
    expect(order.patientIdentifiers).toEqual([{ value: 'MRN-1' }]);
  });

  test.each<[string, Segments, string]>([
    ['a result', { MSH: SEGMENTS.MSH.replace('OMI^O23^OMI_O23', 'ORU^R01^ORU_R01') }, 'MSH-9'],
    ['no message type', { MSH: SEGMENTS.MSH.replace('OMI^O23^OMI_O23', '') }, 'MSH-9'],
    ['no control id', { MSH: SEGMENTS.MSH.replace('C-1', '') }, 'MSH-10'],
    ['no PID', { PID: undefined }, 'PID'],
    ['no patient identifier', { PID: 'PID|||^^^GHMRN' }, 'PID-3'],
    ['an explicitly deleted identifier', { PID: 'PID|||""^^^GHMRN' }, 'PID-3'],
    ['no ORC', { ORC: undefined }, 'ORC'],
    ['no OBR', { OBR: undefined }, 'OBR'],
    ['an order control nobody foresaw', { ORC: 'ORC|ZZ|P' }, 'ORC-1'],
    ['a study UID that is none', { ZDS: 'ZDS|1.2/../3^100' }, 'ZDS-1'],
    ['nothing to find its study by', { ORC: 'ORC|NW', OBR: 'OBR|1', ZDS: undefined }, 'OBR-2'],
  ])('is refused, naming the field, with %s', (_, changed, field) => {
    expect(refusal(orderText(changed))).toBe(field);
  });

  test('is refused where the message holds a second one, which would be lost', () => {
    const second = `${SEGMENTS.ORC.replaceAll('-1', '-2')}\r${SEGMENTS.OBR.replaceAll('-1', '-2')}\r`;
    expect(refusal(orderText() + second)).toBe('ORC');
  });

  test('is refused, too, where an earlier result stands behind it (PRIOR_RESULT): it looks like a second order', () => {
    expect(refusal(`${orderText()}PV1||O\rORC|SC||OLD-1\rOBR||OLD-P|OLD-1|X\r`)).toBe('ORC');
  });
});

describe('whatever arrives', () => {
  test.each([
    '',
    ' ',
    'MSH',
    'MSHMSH',
    'MSHMSH|^~\\&|',
    'MSH MSH|',
    'MSH|',
    'MSH|^~\\&',
    '\r\r',
    'PID|||1',
    '{"json":1}',
    '\0',
    'MSH|^~\\&|\r\n\n\rPID',
  ])('is read or refused: %j', (text) => {
    expect(refusal(text)).not.toBe('accepted');
  });

  test('ends in an order or an AppError, with any segments in any order', () => {
    const segment = fc.oneof(
      fc.constantFrom(...Object.values(SEGMENTS)),
      fc.string({ maxLength: 40 }),
      fc.string({
        unit: fc.constantFrom('MSH', 'PID', 'ORC', '|', '^', '~', '\\', '&', '\r', '\n', '1', '.'),
      }),
    );
    fc.assert(
      fc.property(
        fc.array(segment, { maxLength: 8 }),
        fc.constantFrom('\r', '\n', '\r\n'),
        (lines, ending) => {
          refusal(lines.join(ending));
          refusal([SEGMENTS.MSH, ...lines].join(ending));
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('ends in an order or an AppError, with any characters changed or cut', () => {
    const whole = orderText();
    const change = fc.record({
      at: fc.nat(whole.length),
      cut: fc.nat(30),
      put: fc.oneof(
        fc.string({ maxLength: 4 }),
        fc.constantFrom('|', '^', '\\', '\\E', '&', '~', '\r', '""'),
      ),
    });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 5 }), (changes) => {
        const text = changes.reduce(
          (old, { at, cut, put }) => old.slice(0, at) + put + old.slice(at + cut),
          whole,
        );
        refusal(text);
      }),
      { numRuns: 2000 },
    );
  });
});

const DATA = '../shared/data/hl7v2';
describe.skipIf(!existsSync(DATA))('messages of others (skipped: shared data absent)', () => {
  const files = existsSync(DATA) ? readdirSync(DATA) : [];
  const text = (name: string): string => readFileSync(join(DATA, name), 'utf8');

  test.each([
    ['OMI^O23-ImagingOrder.hl7', { controlId: '1001125', accessionNumber: 'AccessionNumber' }],
    ['ORM^O01-GeneralOrder.hl7', { controlId: '1001126' }],
    ['OMG^O19-GeneralClinicalOrder-Eyecare.hl7', { controlId: '1001124' }],
  ])('%s is an order for the study that it names', (name, expected) => {
    expect(parse(text(name))).toMatchObject({
      sendingApplication: 'MESA_OF',
      control: 'new',
      patientIdentifiers: [{ value: 'PID_1' }],
      studyInstanceUid: '1.2.392.200036.9125.0.198811291108.7',
      ...expected,
    });
  });

  test.each(files.filter((name) => !/^O[MR][MIG]/.test(name)))('%s is no order', (name) => {
    expect(refusal(text(name))).toBe('MSH-9');
  });

  test('ORM-O01-01.hl7 is read behind its byte order mark, numbers from ORC', () => {
    expect(parse(text('ORM-O01-01.hl7'))).toMatchObject({
      placerOrderNumber: '1101',
      fillerOrderNumber: '1201',
    });
  });

  test('OMG-O19-01.hl7, two orders, is not half accepted', () => {
    expect(refusal(text('OMG-O19-01.hl7'))).not.toBe('accepted');
  });
});
