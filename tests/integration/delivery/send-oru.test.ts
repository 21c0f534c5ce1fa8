import type { Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { createMllpPool } from '#lib/delivery/mllp/mllp-pool.ts';
import { type OruReceipt, sendOru } from '#lib/delivery/send-oru.ts';
import { freePort } from '#lib/platform/free-port.ts';
import { type HL7Results, hl7ResultsSchema } from '#lib/platform/hl7-results.ts';
import { SITE } from '#tests/unit/platform/site-fixture.ts';
import { acknowledgement, frame, openEngine } from './mllp-engine.ts';

const ID = 'CTRL-1';
const MESSAGE = [
  `MSH|^~\\&|SIGHTLINE|AI|RIS|GH|20261123101112||ORU^R01^ORU_R01|${ID}|T|2.5.1||||AL|NE|USA|UNICODE UTF-8`,
  'PID|1||MRN-1^^^GH&1.2.3&ISO^MR||Tëst \\T\\ Söhne^名前^^^^^L',
  'OBR|1|||24648-8^XR chest^LN',
  'OBX|1|ST|x^y^L||a\\F\\b\\S\\c\\R\\d\\E\\e||||||P',
  '',
].join('\r');

const settings = (port: number, ackTimeoutMs = 300): HL7Results =>
  hl7ResultsSchema.parse({ ...SITE.hl7v2.results, port, ackTimeoutMs, applicationAckTimeoutMs: 300 });
const send = async (engine: HL7Results): Promise<OruReceipt> => {
  const pool = createMllpPool();
  return sendOru(pool, 'engine', engine, MESSAGE).finally(() => {
    pool.close();
  });
};

async function sendTo(
  onMessage: (socket: Socket, message: Buffer) => void,
  onConnect?: (socket: Socket) => void,
): Promise<{ outcome: unknown; received: readonly Buffer[]; tookMs: number }> {
  const engine = await openEngine(onMessage, onConnect);
  const start = performance.now();
  const outcome = await send(settings(engine.port)).catch((error: unknown) => error);
  const tookMs = performance.now() - start;
  await engine.close();
  return { outcome, received: engine.received, tookMs };
}
const ambiguous = { code: 'delivery-ambiguous', failure: 'ambiguous' };

describe('sendOru', () => {
  test.each(['AA', 'CA'])('is done at %s, and every byte arrived as it was written', async (code) => {
    const { outcome, received } = await sendTo((socket) => socket.write(frame(acknowledgement(ID, code))));
    expect(outcome).toMatchObject({ controlId: ID, acknowledgement: code });
    expect(received.map(String)).toEqual([MESSAGE]);
  });

  test.each([
    ['AE', 'delivery-rejected', 'permanent'],
    ['CR', 'delivery-rejected', 'permanent'],
    ['AR', 'delivery-refused', 'transient'],
    ['CE', 'delivery-refused', 'transient'],
  ])('%s is %s, %s', async (code, problem, failure) => {
    const { outcome } = await sendTo((socket) => socket.write(frame(acknowledgement(ID, code))));
    expect(outcome).toMatchObject({ code: problem, failure, fields: { acknowledgement: code } });
  });

  test('nobody listening: nothing has left, it is tried again', async () => {
    await expect(send(settings(await freePort()))).rejects.toMatchObject({
      code: 'delivery-unreachable',
      failure: 'transient',
    });
  });

  test.each<[string, (socket: Socket) => void]>([
    ['never answers', () => undefined],
    [
      'answers half an acknowledgement',
      (socket) => socket.write(frame(acknowledgement(ID, 'AA')).subarray(0, 40)),
    ],
    [
      'answers without the end of the frame',
      (socket) => socket.write(frame(acknowledgement(ID, 'AA')).subarray(0, -2)),
    ],
    ['acknowledges another message', (socket) => socket.write(frame(acknowledgement('CTRL-2', 'AA')))],
    ['acknowledges no message in particular', (socket) => socket.write(frame(acknowledgement('', 'AA')))],
    ['answers with a code that there is not', (socket) => socket.write(frame(acknowledgement(ID, 'XX')))],
    ['answers with no code', (socket) => socket.write(frame(acknowledgement(ID, '')))],
    ['answers with what is no HL7', (socket) => socket.write(frame('HTTP/1.1 400 Bad Request'))],
    ['answers without a frame', (socket) => socket.write(acknowledgement(ID, 'AA'))],
    ['answers with the message itself', (socket) => socket.write(frame(MESSAGE))],
    ['hangs up', (socket) => socket.end()],
    ['resets the connection', (socket) => socket.resetAndDestroy()],
    [
      'hangs up in the middle of its answer',
      (socket) => socket.end(frame(acknowledgement(ID, 'AA')).subarray(0, 40)),
    ],
  ])('an engine that %s leaves it open whether the message arrived', async (_, onMessage) => {
    const { outcome, received } = await sendTo(onMessage);
    expect(outcome).toMatchObject(ambiguous);
    expect(received).toHaveLength(1);
  });

  test('an engine that hangs up after the first byte, too: some of it was sent', async () => {
    const { outcome } = await sendTo(
      () => undefined,
      (socket) => socket.once('data', () => socket.resetAndDestroy()),
    );
    expect(outcome).toMatchObject(ambiguous);
  });

  test('an engine that hangs up is not waited for until the time is up', async () => {
    const engine = await openEngine((socket) => socket.end());
    const start = performance.now();
    await expect(send(settings(engine.port, 30_000))).rejects.toMatchObject(ambiguous);
    expect(performance.now() - start).toBeLessThan(5_000);
    await engine.close();
  });

  test('an engine that answers twice has accepted once', async () => {
    const { outcome, received } = await sendTo((socket) => {
      socket.write(frame(acknowledgement(ID, 'AA')));
      socket.write(frame(acknowledgement(ID, 'AA')));
    });
    expect(outcome).toMatchObject({ controlId: ID, acknowledgement: 'AA', accepted: 'application' });
    expect(received).toHaveLength(1);
  });

  test('an engine that answers and hangs up at once has accepted', async () => {
    const { outcome } = await sendTo((socket) => socket.end(frame(acknowledgement(ID, 'AA'))));
    expect(outcome).toMatchObject({ controlId: ID, acknowledgement: 'AA', accepted: 'application' });
  });

  test('an answer to an older message before its own is passed over', async () => {
    const { outcome } = await sendTo((socket) => {
      socket.write(frame(acknowledgement('CTRL-0', 'AE')));
      socket.write(frame(acknowledgement(ID, 'AA')));
    });
    expect(outcome).toMatchObject({ controlId: ID, acknowledgement: 'AA', accepted: 'application' });
  });

  test('an answer that comes byte by byte is put together', async () => {
    const { outcome } = await sendTo((socket) => {
      void (async () => {
        for (const byte of frame(acknowledgement(ID, 'AA'))) {
          socket.write(Buffer.of(byte));
          await new Promise((done) => setImmediate(done));
        }
      })();
    });
    expect(outcome).toMatchObject({ controlId: ID, acknowledgement: 'AA', accepted: 'application' });
  });

  test('says nothing of the message in its error', async () => {
    const { outcome } = await sendTo((socket) =>
      socket.write(frame(acknowledgement(ID, 'AE').replace('MSA', 'ERR|||Söhne\rMSA'))),
    );
    expect(JSON.stringify(outcome)).not.toContain('hne');
  });
});
