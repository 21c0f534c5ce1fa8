import { HL7Message } from 'hl7v2';
import { describe, expect, test } from 'vitest';
import { parseMessage } from '#lib/orders/parse-order.ts';
import { answer } from '#lib/orders/receive-orders.ts';
import { writeAcknowledgement, type AcknowledgementCode } from '#lib/orders/write-acknowledgement.ts';
import { createLog } from '#lib/platform/log.ts';
import { siteFixture } from '#tests/unit/platform/site-fixture.ts';
import fc from 'fast-check';
import { orderText, SEGMENTS } from './order-messages.ts';

const log = createLog('test', 'silent');
const field = (ack: string, segment: string, index: number): string =>
  HL7Message.parse(ack).getSegment(segment)?.field(index).toHL7String() ?? '';

describe('an acknowledgement (HL7 v2.5.1 chapter 2.9)', () => {
  test.each<AcknowledgementCode>(['AA', 'AE', 'AR'])(
    '%s goes back to the sender under the message’s own id',
    (code) => {
      const ack = writeAcknowledgement(
        parseMessage(orderText()),
        code,
        code === 'AA' ? undefined : 'order-invalid PID',
      );
      expect(field(ack, 'MSA', 1)).toBe(code);
      expect(field(ack, 'MSA', 2)).toBe('C-1');
      expect([3, 4, 5, 6].map((index) => field(ack, 'MSH', index))).toEqual(['SIGHTLINE', 'AI', 'RIS', 'GH']);
      expect(field(ack, 'MSH', 9)).toMatch(/^ACK(\^|$)/);
      expect(field(ack, 'MSH', 10)).not.toBe('');
      expect(field(ack, 'MSH', 11)).toBe('P');
      expect(field(ack, 'MSH', 12)).toBe('2.5.1');
    },
  );

  test('keeps the components of the sender’s name', () => {
    const text = orderText({ MSH: SEGMENTS.MSH.replace('|GH|', '|GH^1.2.3^ISO|') });
    expect(field(writeAcknowledgement(parseMessage(text), 'AA'), 'MSH', 6)).toBe('GH^1.2.3^ISO');
  });
});

describe('the answer to a message', () => {
  const kept = (): Promise<string> => Promise.resolve('id');

  test('is AA only after the order is kept', async () => {
    let finish: (id: string) => void = () => undefined;
    const keeping = new Promise<string>((done) => (finish = done));
    let answered = false;
    const answering = answer(orderText(), siteFixture(), () => keeping, log).then((ack) => {
      answered = true;
      return ack;
    });
    await new Promise((done) => setTimeout(done, 20));
    expect(answered).toBe(false);
    finish('id');
    expect(field(await answering, 'MSA', 1)).toBe('AA');
  });

  test('is AR, send it again, where it could not be kept', async () => {
    const ack = await answer(orderText(), siteFixture(), () => Promise.reject(new Error('no database')), log);
    expect(field(ack, 'MSA', 1)).toBe('AR');
    expect(field(ack, 'MSA', 2)).toBe('C-1');
    expect(ack).not.toContain('no database');
  });

  test('is AE, naming the field and nothing that stands in it, where sending it again cannot help', async () => {
    const ack = await answer(orderText({ ORC: 'ORC|NOBODY^EVE' }), siteFixture(), kept, log);
    expect(field(ack, 'MSA', 1)).toBe('AE');
    expect(ack).toContain('order-invalid ORC-1');
    expect(ack).not.toContain('EVE');
  });

  test('is AR for what is no message', async () => {
    expect(await answer('hello', siteFixture(), kept, log)).toContain('MSA|AR');
  });

  test('always comes, and AA only to what was kept, whatever arrives', async () => {
    const unit = fc.constantFrom(
      'MSH',
      'PID',
      'ORC',
      'NW',
      '|',
      '^',
      '~',
      '\\',
      '&',
      '\r',
      '.',
      '1',
      'é',
      ...Object.values(SEGMENTS),
      'MSH|^~\\&|',
    );
    await fc.assert(
      fc.asyncProperty(fc.string({ unit }), fc.boolean(), async (text, whole) => {
        let keeps = 0;
        const record = (): Promise<string> => {
          keeps += 1;
          return kept();
        };
        const ack = await answer(whole ? `${SEGMENTS.MSH}\r${text}` : text, siteFixture(), record, log);
        expect(ack).toMatch(/^MSH\|/);
        expect(/\rMSA\|AA/.test(ack)).toBe(keeps === 1);
      }),
      { numRuns: 500 },
    );
  });
});
