import { once } from 'node:events';
import { connect } from 'node:net';
import { Hl7Message } from '@medplum/core';
import { Hl7Client, ReturnAckCategory } from '@medplum/hl7';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseMessage, parseOrder } from '#lib/orders/parse-order.ts';
import { receiveOrders } from '#lib/orders/receive-orders.ts';
import { recordMessage } from '#lib/orders/record-message.ts';
import { recordOrder } from '#lib/orders/record-order.ts';
import { freePort } from '#lib/platform/free-port.ts';
import { createLog } from '#lib/platform/log.ts';
import { openQueue, type Queue } from '#lib/platform/queue.ts';
import { siteSchema, type Site } from '#lib/platform/sites.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/test-database.ts';
import { AUTHORITIES, orderText, SEGMENTS, type Segments } from '#tests/unit/orders/order-messages.ts';
import { SITE } from '#tests/unit/platform/site-fixture.ts';

const log = createLog('test', 'silent');
let database: TestDatabase;
let queue: Queue;
let site: Site;
let listener: { close(): Promise<void> };

beforeAll(async () => {
  database = await createTestDatabase();
  queue = await openQueue(database.url, log, 'work');
  const orders = { host: '127.0.0.1', port: await freePort(), assigningAuthorities: AUTHORITIES };
  site = siteSchema.parse({ ...SITE, hl7v2: { orders } });
  listener = await receiveOrders(site, (message) => recordMessage(database.db, queue, site.id, message), log);
});
afterAll(async () => {
  await listener.close();
  await queue.stop({ graceful: false });
  await database.close();
});

/** MSA-1 of what a real MLLP client gets for it. */
async function send(...messages: string[]): Promise<string[]> {
  const client = new Hl7Client({ host: '127.0.0.1', port: site.hl7v2.orders?.port ?? 0 });
  try {
    const acks = messages.map((message) =>
      client.sendAndWait(Hl7Message.parse(message), {
        timeoutMs: 10_000,
        returnAck: ReturnAckCategory.FIRST,
      }),
    );
    return (await Promise.all(acks)).map((ack) => ack.getSegment('MSA')?.getField(1).toString() ?? '');
  } finally {
    await client.close();
  }
}
let counter = 0;
/** An order of its own: control id and numbers end in the name. */
const message = (name: string, changed: Segments = {}): string =>
  orderText(changed)
    .replaceAll('C-1', `C-${name}`)
    .replaceAll(/(PLC|FIL|ACC)-1/g, `$1-${name}`);
const fresh = (): string => `N${String((counter += 1))}`;
const rows = (name: string) =>
  database.db
    .selectFrom('imaging_order')
    .selectAll()
    .where('placer_order_number', '=', `PLC-${name}`)
    .execute();
const jobs = async (orderId: string | undefined): Promise<number> => {
  const found = await queue.findJobs<{ orderId: string }>('order', { data: { orderId: orderId ?? '' } });
  return found.length;
};

describe('an order over MLLP', () => {
  test('stands in the database with its job when it is answered AA', async () => {
    const name = fresh();
    expect(await send(message(name))).toEqual(['AA']);
    const [row, ...others] = await rows(name);
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      site: 'general',
      sending_application: 'RIS',
      control_id: `C-${name}`,
      accession_number: `ACC-${name}`,
      study_uid: '1.2.840.1.77',
      state: 'waiting',
      patient_identifiers: [
        { system: 'urn:oid:1.2.3.4', value: 'MRN-1' },
        { system: 'urn:oid:1.2.3.9', value: '77' },
      ],
      procedure: { code: '24648-8', text: 'XR chest PA upright', system: 'LN' },
    });
    expect(await jobs(row?.id)).toBe(1);
  });

  test('sent again, and by several at the same moment, is one order and one job, answered AA each time', async () => {
    const name = fresh();
    const text = message(name);
    const codes = await Promise.all([send(text), send(text), send(text)]);
    expect(codes.flat()).toEqual(['AA', 'AA', 'AA']);
    expect(await send(text)).toEqual(['AA']);
    const found = await rows(name);
    expect(found).toHaveLength(1);
    expect(await jobs(found[0]?.id)).toBe(1);
  });

  test('is another order when another application uses the same control id', async () => {
    const [a, b] = [fresh(), fresh()];
    const other = message(b, { MSH: SEGMENTS.MSH.replace('|RIS|', '|CIS|') }).replace(`C-${b}`, `C-${a}`);
    expect([await send(message(a)), await send(other)]).toEqual([['AA'], ['AA']]);
    expect(await rows(a)).toHaveLength(1);
    expect(await rows(b)).toHaveLength(1);
  });

  test('is refused, not lost, when another order has used its control id', async () => {
    const [a, b] = [fresh(), fresh()];
    expect(await send(message(a))).toEqual(['AA']);
    expect(await send(message(b).replace(`C-${b}`, `C-${a}`))).toEqual(['AE']);
    expect(await rows(b)).toEqual([]);
    expect(await send(message(a, { PID: 'PID|||MRN-9^^^GHMRN' }))).toEqual(['AE']);
  });

  test('several on one connection are each answered under their own id', async () => {
    const names = Array.from({ length: 20 }, fresh);
    const codes = await send(...names.map((name) => message(name)));
    expect(codes).toEqual(names.map(() => 'AA'));
    for (const name of names) expect(await rows(name)).toHaveLength(1);
  });

  test('that is none is AE and kept nowhere, and the next one is accepted', async () => {
    const [a, b] = [fresh(), fresh()];
    expect(await send(message(a, { PID: undefined }), message(b))).toEqual(['AE', 'AA']);
    expect(await rows(a)).toEqual([]);
  });

  test('a message that hl7v2 half reads neither ends the process nor goes unanswered', async () => {
    const port = site.hl7v2.orders?.port ?? 0;
    const socket = connect(port, '127.0.0.1');
    socket.write('\x0bMSHMSH|^~\\&|\x1c\r');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    socket.destroy();
    expect(answer.toString()).toContain('MSA|AR');
    expect(await send(message(fresh()))).toEqual(['AA']);
  });

  test('keeps letters of other alphabets', async () => {
    const name = fresh();
    await send(
      message(name, { OBR: SEGMENTS.OBR.replace('XR chest PA upright', 'Röntgen 胸部 \\T\\ более') }),
    );
    expect((await rows(name))[0]?.procedure?.text).toBe('Röntgen 胸部 & более');
  });
});

describe('a cancel', () => {
  test('ends the order that waits, and leaves others alone', async () => {
    const [a, b] = [fresh(), fresh()];
    await send(message(a), message(b));
    const cancel = message(a, { ORC: SEGMENTS.ORC.replace('NW', 'CA') }).replace(`C-${a}`, `X-${a}`);
    expect(await send(cancel)).toEqual(['AA']);
    expect(await rows(a)).toMatchObject([{ state: 'refused', problem_code: 'order-cancelled' }]);
    expect(await rows(b)).toMatchObject([{ state: 'waiting' }]);
  });

  test.each([
    ['filler number', 'ORC|CA||FIL-1', 'OBR|||FIL-1|X'],
    ['accession number', 'ORC|CA', 'OBR||||X||||||||||||||ACC-1'],
  ])('that names the order by its %s alone ends it, too', async (_, orc, obr) => {
    const name = fresh();
    await send(message(name));
    const cancel = message(name, { ORC: orc, OBR: obr, ZDS: undefined }).replace(`C-${name}`, `X-${name}`);
    expect(await send(cancel)).toEqual(['AA']);
    expect(await rows(name)).toMatchObject([{ state: 'refused', problem_code: 'order-cancelled' }]);
  });

  test('of another site or patient changes nothing', async () => {
    const name = fresh();
    await send(message(name));
    const cancel = message(name, { ORC: SEGMENTS.ORC.replace('NW', 'CA') });
    await recordOrder(database.db, queue, 'elsewhere', parseOrder(parseMessage(cancel), AUTHORITIES));
    const foreign = cancel.replace('MRN-1', 'MRN-9').replace('77^^^OTHER', '78^^^OTHER');
    await send(foreign.replace(`C-${name}`, `X-${name}`));
    expect(await rows(name)).toMatchObject([{ state: 'waiting' }]);
  });
});

test('an order that cannot be kept is AR, and leaves no row behind', async () => {
  const name = fresh();
  const broken = await createTestDatabase();
  const port = await freePort();
  const other = siteSchema.parse({ ...SITE, hl7v2: { orders: { port, assigningAuthorities: AUTHORITIES } } });
  // Migrated, but with no queue: the order's row must not outlive the job that could not be made.
  const failing = await receiveOrders(
    other,
    (message) => recordMessage(broken.db, queue, 'general', message),
    log,
  );
  const client = new Hl7Client({ host: '127.0.0.1', port });
  const ack = await client.sendAndWait(Hl7Message.parse(message(name)), {
    timeoutMs: 10_000,
    returnAck: ReturnAckCategory.FIRST,
  });
  expect(ack.getSegment('MSA')?.getField(1).toString()).toBe('AR');
  expect(await broken.db.selectFrom('imaging_order').selectAll().execute()).toEqual([]);
  await client.close();
  await failing.close();
  await broken.close();
});
