import { afterAll, beforeAll, expect, test } from 'vitest';
import { listenHttp, sendJson, type HttpPeer } from '#tests/integration/launch/listen-http.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/test-database.ts';
import { orderOnePatient } from '../../../commands/order-one-patient.ts';
import type { Demo } from '../../../commands/start-demo.ts';

let database: TestDatabase;
let engine: HttpPeer;

beforeAll(async () => {
  [database, engine] = await Promise.all([
    createTestDatabase(),
    listenHttp((_, response) => sendJson(response, { ack: 'AE' })),
  ]);
});
afterAll(async () => {
  await Promise.all([database.close(), engine.close()]);
});

test('an order that is not accepted is told at once, and the next patient is ordered', async () => {
  const patients = ['a', 'b'].map((fhirId) => ({ fhirId, patientId: fhirId }));
  const demo = { hospital: { ehrUrl: engine.url, patients } } as unknown as Demo;
  const readBack = {
    resource: () => Promise.resolve(undefined),
    message: () => Promise.resolve(undefined),
    serviceRequests: (id: string) => Promise.resolve([`order-of-${id}`]),
  };
  const startedAt = Date.now();
  const told = await orderOnePatient(demo, database.db, readBack, () => undefined);
  expect(told).toMatchObject({ outcome: 'refused', reason: 'order-not-accepted', orderAck: 'AE' });
  expect(engine.asked).toHaveLength(2);
  expect(Date.now() - startedAt).toBeLessThan(10_000);
});
