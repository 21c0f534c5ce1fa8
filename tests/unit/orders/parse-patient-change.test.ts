import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseMessage } from '#lib/orders/parse-order.ts';
import { parsePatientChange } from '#lib/orders/parse-patient-change.ts';
import type { PatientChange } from '#lib/orders/patient-change.ts';
import { AppError } from '#lib/platform/errors.ts';
import { AUTHORITIES } from './order-messages.ts';

const MESSAGES = join(import.meta.dirname, '../../../../shared/data/hl7v2');
const parse = (text: string, authorities: Readonly<Record<string, string>> = AUTHORITIES): PatientChange =>
  parsePatientChange(parseMessage(text), authorities);

/** Of a trigger; `groups`: its segments after the header. */
const adt = (trigger: string, ...groups: string[]): string =>
  [`MSH|^~\\&|ADT|GH|SIGHTLINE|AI|20261127||ADT^${trigger}^ADT_A39|M-1|P|2.5.1`, ...groups, ''].join('\r');

const [OLD, NEW] = ['OLD-1^^^GHMRN^MR', 'NEW-1^^^GHMRN^MR'];
const number = (value: string) => ({ system: 'urn:oid:1.2.3.4', value });

function refusal(text: string): unknown {
  try {
    parse(text);
    return 'accepted';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error.fields['field'] ?? error.code;
  }
}

describe('a message of an ADT feed', () => {
  test('that merges tells which number was given up for which', () => {
    expect(parse(adt('A40', 'EVN|A40|20261127', `PID|1||${NEW}`, `MRG|${OLD}`))).toEqual({
      control: 'patient-change',
      sendingApplication: 'ADT',
      controlId: 'M-1',
      trigger: 'A40',
      changes: [{ patientIdentifiers: [number('NEW-1')], priorIdentifiers: [number('OLD-1')] }],
    });
  });

  test('that merges several patients keeps each pair together', () => {
    const text = adt('A40', `PID|1||${NEW}`, `MRG|${OLD}`, 'PID|2||B^^^GHMRN', 'PV1||O', 'MRG|A^^^GHMRN');
    expect(parse(text).changes.map((each) => Object.values(each).map(([first]) => first?.value))).toEqual([
      ['NEW-1', 'OLD-1'],
      ['B', 'A'],
    ]);
  });

  test('that updates a patient gives up no number', () => {
    for (const trigger of ['A08', 'A31'])
      expect(parse(adt(trigger, `PID|1||${NEW}`)).changes).toEqual([
        { patientIdentifiers: [number('NEW-1')], priorIdentifiers: [] },
      ]);
  });

  test('keeps a number whose authority the site does not map, without a system', () => {
    expect(parse(adt('A08', 'PID|1||X^^^ELSEWHERE')).changes[0]?.patientIdentifiers).toEqual([
      { value: 'X' },
    ]);
  });

  test.each([
    ['admits', adt('A01', `PID|1||${NEW}`), 'MSH-9'],
    ['names no patient', adt('A08', 'EVN|A08|20261127'), 'PID'],
    ['names a patient without a number', adt('A08', 'PID|1||""'), 'PID-3'],
    ['merges without the number that was given up', adt('A40', `PID|1||${NEW}`), 'MRG-1'],
    [
      'merges, but only the first of two pairs is whole',
      adt('A40', `PID|1||${NEW}`, `MRG|${OLD}`, 'PID|2||B'),
      'MRG-1',
    ],
    ['has no control id', adt('A08', `PID|1||${NEW}`).replace('M-1', ''), 'MSH-10'],
  ])('that %s is refused by the name of what is wrong', (_, text, field) => {
    expect(refusal(text)).toBe(field);
  });
});

describe.skipIf(!existsSync(MESSAGES))('real ADT messages (skipped: shared data absent)', () => {
  test('each tells whose numbers change', () => {
    const files = readdirSync(MESSAGES).filter((name) => name.startsWith('ADT^'));
    const told = files.map((name) => {
      const { trigger, changes } = parse(readFileSync(join(MESSAGES, name), 'utf8'), {
        ADT1: 'urn:oid:1.2.3',
      });
      const [change] = changes;
      const values = [change?.patientIdentifiers, change?.priorIdentifiers].map((all) =>
        all?.map(({ value }) => value),
      );
      return [trigger, changes.length, ...values];
    });
    expect(told.toSorted()).toEqual([
      ['A31', 1, ['PID_1'], []],
      ['A31', 1, ['PID_1'], []],
      ['A40', 1, ['NEW_PID_1'], ['OLD_PID_1']],
      ['A47', 1, ['NEW_PID_1'], ['OLD_PID_1']],
    ]);
  });
});
