/**
 * What a network or an HL7 engine may do to a message, through the real worker. The engine files what it gets as often as
 * it gets it: what may have arrived waits for a person and is not sent again.
 */
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startCrashSystem, type CrashSystem } from '#tests/crash/crash-system.ts';
import { giveNextVersion, giveResult, type Expected } from '#tests/crash/invent-result.ts';
import { settle } from '#tests/crash/settle.ts';
import { acknowledgement, frame } from '../delivery/mllp-engine.ts';

const ENGINE = 'hl7-engine';
const WHOLE = { lost: 0, duplicates: 0, ledgerWrong: 0 };
let system: CrashSystem;

beforeAll(async () => {
  system = await startCrashSystem({ patients: 1 });
  await settle(system, [await giveResult(system, [ENGINE])]);
}, 60_000);
afterAll(() => system.stop());
afterEach(async () => {
  system.engine.onMessage = undefined;
  system.engine.onConnect = undefined;
  const rested = { failures: 0, open_until: null, asked_until: null };
  await system.db.updateTable('destination').set(rested).where('name', '=', ENGINE).execute();
});

type Fault = (socket: Socket, take: () => Buffer) => void;

/** The first message meets the fault, all others are taken. */
function once(fault: Fault): Fault {
  let isFirst = true;
  return (socket, take) => {
    if (isFirst) fault(socket, take);
    else socket.write(take());
    isFirst = false;
  };
}

const takes = () => [...system.engine.taken.values()].reduce((sum, each) => sum + each, 0);

async function sendUnder(
  fault: Fault,
): Promise<{ outcome: Awaited<ReturnType<typeof settle>>; taken: number }> {
  const before = takes();
  system.engine.onMessage = once(fault);
  const given = await giveResult(system, [ENGINE]);
  const outcome = await settle(system, [given]);
  return { outcome, taken: takes() - before };
}

describe('the message stands there once', () => {
  test('after an acknowledgement that took a second', { timeout: 30_000 }, async () => {
    const slow: Fault = (socket, take) => void delay(1000).then(() => socket.write(take()));
    expect(await sendUnder(slow)).toMatchObject({ outcome: { ...WHOLE, held: 0 }, taken: 1 });
  });

  test('after an acknowledgement that came byte by byte', { timeout: 30_000 }, async () => {
    const trickle: Fault = (socket, take) => {
      const bytes = [...take()];
      void (async () => {
        for (const byte of bytes) {
          socket.write(Buffer.of(byte));
          await delay(2);
        }
      })();
    };
    expect(await sendUnder(trickle)).toMatchObject({ outcome: { ...WHOLE, held: 0 }, taken: 1 });
  });

  test('after connections that were reset as soon as they were made', { timeout: 30_000 }, async () => {
    // The kept one ends with a message, which is held; what comes then finds no connection.
    await sendUnder((socket, take) => void socket.end(take()));
    let resets = 0;
    system.engine.onConnect = (socket) => {
      if ((resets += 1) <= 2) socket.resetAndDestroy();
    };
    const given = await giveResult(system, [ENGINE]);
    // Each may be written to before its reset arrives: then a person looks, once for each.
    const first = await settle(system, [given]);
    expect(first.held === 0 ? first : await settle(system, [given])).toMatchObject(WHOLE);
  });

  test.each<[string, Fault, number]>([
    ['reset before it was taken', (socket) => socket.resetAndDestroy(), 1],
    [
      'taken, and reset before the acknowledgement',
      (socket, take) => {
        take();
        socket.resetAndDestroy();
      },
      1,
    ],
    ['taken, with half an acknowledgement', (socket, take) => void socket.end(take().subarray(0, 20)), 1],
    ['taken and never acknowledged', (_, take) => void take(), 1],
    ['never taken, and never acknowledged (a black hole)', () => undefined, 1],
    ['acknowledged for another message', (socket) => void socket.write(frame(acknowledgement('X', 'AA'))), 1],
  ])(
    'after it was %s: a person looked, and nothing was sent twice',
    { timeout: 30_000 },
    async (_, fault, held) => {
      // `settle` is the person: it asks the engine what it has, and answers as that is.
      expect(await sendUnder(fault)).toMatchObject({ outcome: { ...WHOLE, held }, taken: 1 });
    },
  );
});

test(
  'a kept connection that died unsaid (half-open) costs its message a look, and the next one none',
  { timeout: 60_000 },
  async () => {
    const dead = new WeakSet<Socket>();
    system.engine.onMessage = (socket, take) => {
      if (dead.has(socket)) return;
      if (takenHere) socket.write(take());
      else dead.add(socket);
      takenHere = true;
    };
    let takenHere = false;
    const [first, second] = [await giveResult(system, [ENGINE]), await giveResult(system, [ENGINE])];
    expect(await settle(system, [first, second])).toMatchObject({ ...WHOLE, held: 1 });
  },
);

test('versions arrive in their order, though each one meets a fault', { timeout: 60_000 }, async () => {
  let count = 0;
  system.engine.onMessage = (socket, take) => {
    count += 1;
    const bytes = take();
    if (count % 2 === 1) void delay(300).then(() => socket.write(bytes));
    else socket.write(bytes);
  };
  const given: Expected = await giveResult(system, [ENGINE]);
  await giveNextVersion(system, given);
  await giveNextVersion(system, given);
  expect(await settle(system, [given])).toMatchObject({ ...WHOLE, held: 0 });
});
