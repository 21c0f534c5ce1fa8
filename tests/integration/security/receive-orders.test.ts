import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { receiveOrders } from '#lib/orders/receive-orders.ts';
import { recordMessage } from '#lib/orders/record-message.ts';
import { freePort } from '#lib/platform/free-port.ts';
import { createLog } from '#lib/platform/log.ts';
import { openQueue, type Queue } from '#lib/platform/queue.ts';
import { siteSchema } from '#lib/platform/sites.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/test-database.ts';

const log = createLog('test', 'error');
let database: TestDatabase;
let queue: Queue;
let listener: Awaited<ReturnType<typeof receiveOrders>>;
let port: number;

beforeAll(async () => {
  database = await createTestDatabase();
  queue = await openQueue(database.url, log, 'work');
  port = await freePort();
  const site = siteSchema.parse({
    id: 'h',
    name: 'H',
    identifierSystem: 'https://sightline.example/id',
    fhir: {
      issuer: 'https://ehr.invalid',
      clientId: 'c',
      scopes: 's',
      patientIdentifierSystems: ['urn:oid:1.2'],
    },
    dicomweb: [{ root: 'http://pacs.invalid', authorization: 'none' }],
    hl7v2: { orders: { port } },
    model: 'm',
  });
  listener = await receiveOrders(site, (message) => recordMessage(database.db, queue, 'h', message), log);
});
afterAll(async () => {
  await listener.close();
  await queue.stop({ graceful: false });
  await database.close();
});

it('a message that never ends is cut off, and others are answered', async () => {
  const socket = await open();
  const closed = once(socket, 'close');
  socket.write('\x0b');
  const chunk = Buffer.alloc(64 * 1024, 'A');
  const flood = setInterval(() => socket.write(chunk), 5);
  await closed;
  clearInterval(flood);
  expect(await send(order('1', 'P1'))).toContain('MSA|AA|1');
});

it('an acknowledgement is not acknowledged', async () => {
  const socket = await open();
  const answers: string[] = [];
  socket.on('data', (data) => answers.push(data.toString()));
  socket.write(frame('MSH|^~\\&|A|B|C|D|20261123||ACK|NEVER-ANSWERED|P|2.5.1\rMSA|AA|5\r'));
  socket.write(frame(order('2', 'P2')));
  while (answers.length === 0) await once(socket, 'data');
  await new Promise((done) => setTimeout(done, 200));
  socket.destroy();
  expect(answers.join('')).toContain('MSA|AA|2');
  expect(answers.join('')).not.toContain('NEVER-ANSWERED');
});

it('a repeated message is one order; another order under its control id is refused, not lost', async () => {
  expect(await send(order('3', 'P3'))).toContain('MSA|AA|3');
  expect(await send(order('3', 'P3'))).toContain('MSA|AA|3');
  expect(await send(order('3', 'P4'))).toContain('MSA|AE|3|order-invalid MSH-10');
  const rows = await database.db
    .selectFrom('imaging_order')
    .select('placer_order_number')
    .where('control_id', '=', '3')
    .execute();
  expect(rows).toEqual([{ placer_order_number: 'P3' }]);
});

it("another patient's order under the same number outlives a cancel", async () => {
  await send(order('10', 'P9'));
  await send(order('11', 'P9').replace('ORC|NW', 'ORC|CA').replace('|123^', '|999^'));
  expect(await stateOf('10')).toBe('waiting');
  await send(order('12', 'P9').replace('ORC|NW', 'ORC|CA'));
  expect(await stateOf('10')).toBe('refused');
});

async function stateOf(controlId: string): Promise<string> {
  const row = await database.db
    .selectFrom('imaging_order')
    .select('state')
    .where('control_id', '=', controlId)
    .executeTakeFirstOrThrow();
  return row.state;
}

function order(controlId: string, placer: string): string {
  return [
    `MSH|^~\\&|RIS|H|SIGHTLINE|H|20261123||ORM^O01|${controlId}|P|2.5.1`,
    'PID|1||123^^^&1.2&ISO^MR',
    `ORC|NW|${placer}`,
    `OBR|1|${placer}||36643-5^Chest^LN`,
    '',
  ].join('\r');
}

function frame(message: string): string {
  return `\x0b${message}\x1c\r`;
}

async function open(): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

async function send(message: string): Promise<string> {
  const socket = await open();
  socket.write(frame(message));
  const [answer] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return answer.toString();
}
