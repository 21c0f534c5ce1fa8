import { describe, expect, it } from 'vitest';
import { parseMessage, parseOrder } from '#lib/orders/parse-order.ts';

const MSH = 'MSH|^~\\&|RIS|H|SIGHTLINE|H|20261123||ORM^O01|1|P|2.5.1';
const PID = 'PID|1||123^^^MRN';
const ORDER = ['ORC|NW|P1', 'OBR|1|P1||36643-5^Chest^LN'];
const parse = (...segments: string[]) => parseOrder(parseMessage(segments.join('\r')), {});

describe('a message that holds more than one order', () => {
  it('is read where there is one', () => {
    expect(parse(MSH, PID, ...ORDER).placerOrderNumber).toBe('P1');
  });

  it('is refused by name, never kept for its first order alone', () => {
    const thrown = expect.objectContaining({ code: 'order-invalid', fields: { field: 'ORC' } }) as Error;
    expect(() => parse(MSH, PID, ...ORDER, 'ORC|NW|P2', 'OBR|2|P2')).toThrow(thrown);
  });

  it('a change of status to cancelled is a cancel, not an order', () => {
    expect(parse(MSH, PID, 'ORC|SC|P1|||CA', 'OBR|1|P1').control).toBe('cancel');
    expect(parse(MSH, PID, 'ORC|SC|P1|||IP', 'OBR|1|P1').control).toBe('new');
  });

  it('is refused where a second patient is in it', () => {
    const thrown = expect.objectContaining({ code: 'order-invalid', fields: { field: 'PID' } }) as Error;
    expect(() => parse(MSH, PID, ...ORDER, 'PID|2||999^^^MRN')).toThrow(thrown);
  });
});

describe('a NUL, as such or escaped', () => {
  const thrown = expect.objectContaining({ code: 'order-invalid', fields: { field: 'NUL' } }) as Error;

  it.each([
    ['MSH-10', [MSH.replace('|1|P', '|1\\X00\\|P'), PID, ...ORDER]],
    ['PID-3', [MSH, 'PID|1||1\\X00\\23^^^MRN', ...ORDER]],
    ['ORC-2', [MSH, PID, 'ORC|NW|P\0\u0031', 'OBR|1']],
  ])('in %s makes the order invalid, since no database keeps it', (_, segments) => {
    expect(() => parse(...segments)).toThrow(thrown);
  });
});
