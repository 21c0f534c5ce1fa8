/** Original and enhanced mode (HL7 v2.5.1 2.9.2, 2.9.3), and what a refusal says. */
import type { Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { AppError } from '#lib/platform/errors.ts';
import { errorFields } from '#lib/platform/log.ts';
import { acknowledgement, controlIdOf, frame, type MllpEngine, openEngine } from './mllp-engine.ts';
import { engineAt, openSender, oruText, outcomeOf, pause, type Sender } from './send-fixture.ts';

let engine: MllpEngine;
let sender: Sender;

async function sendTo(mode: string, onMessage: (socket: Socket, id: string) => void): Promise<unknown> {
  engine = await openEngine((socket, message) => {
    if (message.includes('|ORU^R01')) onMessage(socket, controlIdOf(message));
  });
  sender = openSender();
  return outcomeOf(sender.send(engineAt(engine.port), oruText('M-1', mode)));
}
const answer = (socket: Socket, id: string, ...codes: string[]) =>
  socket.write(Buffer.concat(codes.map((code) => frame(acknowledgement(id, code)))));

afterEach(async () => {
  sender.pool.close();
  await engine.close();
});

const BY_APPLICATION = { acknowledgement: 'AA', accepted: 'application' };
const BY_TRANSPORT = { acknowledgement: 'CA', accepted: 'transport' };

describe('an accept acknowledgement alone', () => {
  test('is all that is waited for where no other was asked', async () => {
    const start = performance.now();
    expect(await sendTo('AL|NE', (socket, id) => answer(socket, id, 'CA'))).toMatchObject(BY_TRANSPORT);
    expect(performance.now() - start).toBeLessThan(250);
  });

  test('is what is known where the application stays silent', async () => {
    expect(await sendTo('AL|AL', (socket, id) => answer(socket, id, 'CA'))).toMatchObject(BY_TRANSPORT);
  });

  test('is what is known where the engine hangs up after it', async () => {
    const outcome = await sendTo('AL|AL', (socket, id) => {
      answer(socket, id, 'CA');
      socket.end();
    });
    expect(outcome).toMatchObject(BY_TRANSPORT);
  });
});

describe('the application’s acknowledgement after it', () => {
  test.each([
    ['in the same packet', 0],
    ['later on', 100],
  ])('counts, %s', async (_, delay) => {
    const outcome = await sendTo('AL|AL', (socket, id) => {
      if (delay === 0) return void answer(socket, id, 'CA', 'AA');
      answer(socket, id, 'CA');
      setTimeout(() => answer(socket, id, 'AA'), delay);
    });
    expect(outcome).toMatchObject(BY_APPLICATION);
  });

  test.each([
    ['AE', 'delivery-rejected', 'permanent'],
    ['AR', 'delivery-refused', 'transient'],
  ])('is believed where it is %s: what was accepted was not filed', async (code, problem, failure) => {
    const outcome = await sendTo('AL|AL', (socket, id) => answer(socket, id, 'CA', code));
    expect(outcome).toMatchObject({ code: problem, failure });
  });

  test('after its time is told to whoever keeps the ledger, and the connection goes on', async () => {
    const outcome = await sendTo('AL|AL', (socket, id) => {
      answer(socket, id, 'CA');
      setTimeout(() => answer(socket, id, 'AA'), 400);
    });
    expect(outcome).toMatchObject(BY_TRANSPORT);
    await expect.poll(() => sender.strays).toEqual(['AA M-1']);
  });

  test('is itself accepted, once, where it asks for that', async () => {
    const asks = acknowledgement('M-1', 'AA').replace('|2.5.1', '|2.5.1|||AL|NE');
    await sendTo('AL|AL', (socket, id) => {
      answer(socket, id, 'CA');
      socket.write(frame(asks));
    });
    await pause(100);
    const answers = engine.received.map(String).filter((message) => message.includes('MSA|'));
    expect(answers).toHaveLength(1);
    expect(answers[0]).toMatch(/^MSH\|\^~\\&\|SIGHTLINE\|AI\|RIS\|GH\|.*\rMSA\|CA\|A-1\|/);
  });

  test('that asks for nothing is answered by nothing: two ends never acknowledge each other for ever', async () => {
    await sendTo('AL|AL', (socket, id) => answer(socket, id, 'CA', 'AA'));
    await pause(100);
    expect(engine.received).toHaveLength(1);
  });
});

describe('a refusal', () => {
  const ERR = '\rERR||PID^1^5|103^Table value not found^HL70357|E|||Name Söhne \\T\\ Co unknown|call us';

  test('keeps the engine’s reasons for the ledger, and for no log', async () => {
    const error = (await sendTo('NE|AL', (socket, id) =>
      socket.write(frame(acknowledgement(id, 'AE', `|see ERR${ERR}`))),
    )) as AppError;
    expect(error.detail).toContain('see ERR; ERR||PID^1^5|103^Table value not found^HL70357');
    expect(error.detail).toContain('Name Söhne & Co unknown');
    expect(JSON.stringify([error, Object.entries(error), errorFields(error)])).not.toContain('hne');
  });

  test('of any length keeps a bounded part of them', async () => {
    const error = (await sendTo('NE|AL', (socket, id) =>
      socket.write(frame(acknowledgement(id, 'AE', `|${'long '.repeat(5000)}`))),
    )) as AppError;
    expect(error.detail).toHaveLength(2000);
  });

  test.each(['200', '201', '202', '203'])(
    'AR for a type, event, processing id or version that it never takes (%s) waits for a person',
    async (code) => {
      const outcome = await sendTo('NE|AL', (socket, id) =>
        socket.write(frame(acknowledgement(id, 'AR', `\rERR|||${code}^x^HL70357|E`))),
      );
      expect(outcome).toMatchObject({ code: 'delivery-rejected', failure: 'permanent' });
    },
  );
});
