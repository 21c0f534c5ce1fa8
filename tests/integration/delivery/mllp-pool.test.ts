/** The connections to an engine: kept, bounded, renewed; and what each end of one says about the message on it. */
import type { Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { freePort } from '#lib/platform/free-port.ts';
import { acknowledgement, controlIdOf, frame, type MllpEngine, openEngine } from './mllp-engine.ts';
import { engineAt, openSender, oruText, outcomeOf, pause, type Sender } from './send-fixture.ts';

const accept = (socket: Socket, message: Buffer) =>
  socket.write(frame(acknowledgement(controlIdOf(message), 'AA')));
const UNSENT = { code: 'delivery-unreachable', failure: 'transient' };
const AMBIGUOUS = { code: 'delivery-ambiguous', failure: 'ambiguous' };

let engine: MllpEngine;
let sender: Sender;

async function open(...parameters: Parameters<typeof openEngine>): Promise<void> {
  engine = await openEngine(...parameters);
  sender = openSender();
}
afterEach(async () => {
  sender.pool.close();
  await engine.close();
});

describe('connections', () => {
  test('one serves message after message', async () => {
    await open(accept);
    for (const id of ['A', 'B', 'C']) await sender.send(engineAt(engine.port), oruText(id));
    expect(engine.connections.total).toBe(1);
    expect(engine.received.map(controlIdOf)).toEqual(['A', 'B', 'C']);
  });

  test.each([1, 3])(
    'at most %i at once, one message under way on each, each its own answer',
    async (connections) => {
      const underWay = new Map<Socket, number>();
      await open((socket, message) => {
        underWay.set(socket, (underWay.get(socket) ?? 0) + 1);
        expect(underWay.get(socket)).toBe(1);
        setTimeout(() => {
          underWay.set(socket, 0);
          accept(socket, message);
        }, Math.random() * 10);
      });
      const ids = Array.from({ length: 40 }, (_, index) => `M${String(index)}`);
      const site = engineAt(engine.port, { connections });
      const receipts = await Promise.all(ids.map((id) => sender.send(site, oruText(id))));
      expect(receipts.map(({ controlId }) => controlId)).toEqual(ids);
      expect(engine.connections.most).toBe(connections);
      expect(engine.received.map(controlIdOf).sort()).toEqual([...ids].sort());
    },
  );

  test('one that the engine has closed meanwhile is replaced, and nothing is said to be uncertain', async () => {
    await open((socket, message) => {
      accept(socket, message);
      setTimeout(() => socket.end(), 20);
    });
    for (const id of ['A', 'B', 'C']) {
      expect(await outcomeOf(sender.send(engineAt(engine.port), oruText(id)))).toMatchObject({
        controlId: id,
      });
      await pause(120);
    }
    expect(engine.connections.total).toBe(3);
  });

  test('one that is quiet for too long is closed by us', async () => {
    let closed = 0;
    await open(accept, (socket) => socket.once('close', () => (closed += 1)));
    await sender.send(engineAt(engine.port, { idleMs: 50 }), oruText('A'));
    await expect.poll(() => closed).toBe(1);
  });

  test('an engine that comes back is found again, and asked ever more seldom until then', async () => {
    const port = await freePort();
    await open(accept);
    for (let attempt = 0; attempt < 5; attempt += 1)
      expect(await outcomeOf(sender.send(engineAt(port), oruText('A')))).toMatchObject(UNSENT);
    await engine.close();
    let attempts = 0;
    await open(accept, (socket) => {
      attempts += 1;
      socket.destroy();
    });
    // A plain listener where TLS is expected: each attempt is one connection that comes to nothing.
    const site = engineAt(engine.port, { tls: {} });
    const until = performance.now() + 1000;
    while (performance.now() < until) {
      expect(await outcomeOf(sender.send(site, oruText('A')))).toMatchObject({ failure: 'transient' });
      await pause(5);
    }
    expect(attempts).toBeGreaterThanOrEqual(3);
    expect(attempts).toBeLessThanOrEqual(8);
  });

  test('closing leaves what is under way uncertain, and what waits unsent', async () => {
    await open(() => undefined);
    const site = engineAt(engine.port, { ackTimeoutMs: 5000 });
    const outcomes = Promise.all(['A', 'B'].map((id) => outcomeOf(sender.send(site, oruText(id)))));
    await expect.poll(() => engine.received.length).toBe(1);
    sender.pool.close();
    expect(await outcomes).toMatchObject([AMBIGUOUS, UNSENT]);
    expect(engine.received.map(controlIdOf)).toEqual(['A']);
    expect(await outcomeOf(sender.send(site, oruText('C')))).toMatchObject(UNSENT);
  });
});

describe('an answer is taken for the message that it names, and for no other', () => {
  test('a late answer to a message given up never settles the next one', async () => {
    let late: Socket | undefined;
    await open((socket, message) => {
      if (controlIdOf(message) === 'A') late = socket;
      else {
        late?.write(frame(acknowledgement('A', 'AA')));
        setTimeout(() => socket.write(frame(acknowledgement('B', 'AE'))), 20);
      }
    });
    expect(await outcomeOf(sender.send(engineAt(engine.port), oruText('A')))).toMatchObject(AMBIGUOUS);
    expect(await outcomeOf(sender.send(engineAt(engine.port), oruText('B')))).toMatchObject({
      code: 'delivery-rejected',
    });
  });

  test('a second answer is no answer to the next message on the connection', async () => {
    await open((socket, message) => {
      accept(socket, message);
      if (controlIdOf(message) === 'A') socket.write(frame(acknowledgement('A', 'AE')));
    });
    const site = engineAt(engine.port);
    expect(await outcomeOf(sender.send(site, oruText('A')))).toMatchObject({ acknowledgement: 'AA' });
    expect(await outcomeOf(sender.send(site, oruText('B')))).toMatchObject({ acknowledgement: 'AA' });
    expect(sender.strays).toEqual(['AE A']);
    expect(engine.connections.total).toBe(1);
  });

  test('half an answer, and then a whole one in a frame of its own: the whole one counts', async () => {
    await open((socket, message) => {
      socket.write(frame(acknowledgement(controlIdOf(message), 'AE')).subarray(0, 60));
      accept(socket, message);
    });
    expect(await outcomeOf(sender.send(engineAt(engine.port), oruText('A')))).toMatchObject({
      acknowledgement: 'AA',
    });
  });
});

describe('what an engine may do to us', () => {
  test('an answer of a gigabyte is cut off after some kilobytes', async () => {
    let written = 0;
    await open((socket) => {
      const chunk = Buffer.alloc(64 * 1024, 'x');
      socket.write(Buffer.of(0x0b));
      const flood = () => {
        while (written < 1024 ** 3 && !socket.destroyed) {
          written += chunk.length;
          if (!socket.write(chunk)) return;
        }
      };
      socket.on('drain', flood);
      flood();
    });
    const before = process.memoryUsage().rss;
    const start = performance.now();
    const site = engineAt(engine.port, { ackTimeoutMs: 20_000 });
    expect(await outcomeOf(sender.send(site, oruText('A')))).toMatchObject(AMBIGUOUS);
    expect(performance.now() - start).toBeLessThan(5000);
    expect(written).toBeLessThan(64 * 1024 ** 2);
    expect(process.memoryUsage().rss - before).toBeLessThan(128 * 1024 ** 2);
  });

  test('a gigabyte of no frame at all, too', async () => {
    await open((socket) => {
      const chunk = Buffer.alloc(64 * 1024, 'x');
      const flood = () => {
        while (!socket.destroyed && socket.write(chunk));
      };
      socket.on('drain', flood);
      flood();
    });
    const site = engineAt(engine.port, { ackTimeoutMs: 20_000 });
    const start = performance.now();
    expect(await outcomeOf(sender.send(site, oruText('A')))).toMatchObject(AMBIGUOUS);
    expect(performance.now() - start).toBeLessThan(5000);
  });

  test('a connection that is reset as soon as it stands: never called unsent once a byte has left', async () => {
    await open(
      () => undefined,
      (socket) => socket.resetAndDestroy(),
    );
    for (let attempt = 0; attempt < 20; attempt += 1) {
      const outcome = await outcomeOf(sender.send(engineAt(engine.port), oruText('A')));
      expect([AMBIGUOUS.failure, UNSENT.failure]).toContain((outcome as { failure: string }).failure);
      if ((outcome as { failure: string }).failure === 'transient') expect(engine.received).toEqual([]);
    }
  });

  test('an engine that reads nothing is given up in time, and the message may have arrived', async () => {
    await open(
      () => undefined,
      (socket) => socket.pause(),
    );
    const large = `${oruText('A')}OBX|2|TX|||${'x'.repeat(8_000_000)}\r`;
    const start = performance.now();
    expect(await outcomeOf(sender.send(engineAt(engine.port), large))).toMatchObject(AMBIGUOUS);
    expect(performance.now() - start).toBeLessThan(3000);
  });

  test('a message that would end its own frame is never sent', async () => {
    await open(accept);
    const outcome = await outcomeOf(sender.send(engineAt(engine.port), `${oruText('A')}\x1c\rMSH|evil`));
    expect(outcome).toMatchObject({ failure: 'permanent' });
    expect(engine.bytes()).toBe(0);
  });
});

test('a message in 8859/1 leaves in that, byte for byte', async () => {
  await open(accept);
  await sender.send(engineAt(engine.port), oruText('A', 'NE|AL', '8859/1'));
  expect(engine.received[0]).toEqual(Buffer.from(oruText('A', 'NE|AL', '8859/1'), 'latin1'));
  expect(engine.received[0]?.includes(Buffer.of(0xeb))).toBe(true);
});
