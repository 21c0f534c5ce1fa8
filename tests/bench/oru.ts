/** Results as ORU^R01 to an HL7 engine on loopback: written, committed and acknowledged, beside clients that keep nothing. */
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Hl7Message } from '@medplum/core';
import { Hl7Client } from '@medplum/hl7';
import { createMllpPool, type MllpPool } from '#lib/delivery/mllp/mllp-pool.ts';
import { sendOru } from '#lib/delivery/send-oru.ts';
import { claimDelivery } from '#lib/outbox/claim-delivery.ts';
import { enqueueDocuments } from '#lib/outbox/enqueue-documents.ts';
import { settleDelivery } from '#lib/outbox/settle-delivery.ts';
import { concludeAnalysis } from '#lib/pipeline/conclude-analysis.ts';
import { type Db, openDatabase } from '#lib/platform/database.ts';
import { startEmbeddedPostgres } from '#lib/platform/embedded-postgres.ts';
import { type HL7Results, hl7ResultsSchema } from '#lib/platform/hl7-results.ts';
import { createLog } from '#lib/platform/log.ts';
import { migrate } from '#lib/platform/migrate.ts';
import { openQueue, type Queue } from '#lib/platform/queue.ts';
import { controlIdOf } from '#lib/results/hl7v2/control-id.ts';
import { writeOruR01 } from '#lib/results/hl7v2/write-oru-r01.ts';
import { openPeerEngine } from '#tests/peers/hl7v2/open-peer-engine.ts';
import { orderedResult, oruOptions } from '#tests/support/study-result-fixture.ts';
import { openProcess } from './ask-process.ts';
import { absoluteRow, type Row } from './row.ts';

const SECONDS = 4;
const ROUNDS = 3;
const CONNECTIONS = 4;
/** Deliveries under way at once: while some wait for their commit, others have the connections. */
const UNDER_WAY = 12;

type Rate = () => Promise<number>;

export async function measureOru(say: (line: string) => void): Promise<Row[]> {
  const engine = openPeerEngine(process.execPath, [join(import.meta.dirname, 'echo-engine.ts')]);
  const port = Number(await engine.next());
  const python = openProcess('/usr/bin/python3', [join(import.meta.dirname, 'peer', 'send_hl7.py')]);
  const ours = await openOurs(port);
  const text = writeOruR01(orderedResult, oruOptions);
  try {
    const rates: Record<string, Rate> = {
      ours: ours.measure,
      'medplum, 1': () => withMedplum(port, text, 1),
      [`medplum, ${String(CONNECTIONS)}`]: () => withMedplum(port, text, CONNECTIONS),
      python: () => python.ask<number>({ port, text, connections: CONNECTIONS, seconds: SECONDS }),
    };
    const best = await bestOf(rates, say);
    console.log(best);
    return [absoluteRow('x', 1, 'ms', null)];
  } finally {
    await ours.close();
    await python.close();
    engine.close();
  }
}

async function bestOf(rates: Record<string, Rate>, say: (line: string) => void): Promise<Record<string, number>> {
  const best: Record<string, number> = {};
  for (let round = 0; round < ROUNDS; round += 1)
    for (const [name, measure] of Object.entries(rates)) {
      const rate = await measure();
      best[name] = Math.max(best[name] ?? 0, rate);
      say(`${name}: ${rate.toFixed(0)} messages a second`);
    }
  return best;
}

async function withMedplum(port: number, text: string, connections: number): Promise<number> {
  const clients = Array.from({ length: connections }, () => new Hl7Client({ host: '127.0.0.1', port }));
  const message = Hl7Message.parse(text);
  return rateOf(clients.length, (index) => clients[index]!.sendAndWait(message)).finally(() =>
    Promise.all(clients.map((client) => client.close())),
  );
}

async function rateOf(lanes: number, once: (lane: number) => Promise<unknown>): Promise<number> {
  const start = performance.now();
  let done = 0;
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      while (performance.now() < start + SECONDS * 1000) {
        await once(lane);
        done += 1;
      }
    }),
  );
  return done / ((performance.now() - start) / 1000);
}

async function openOurs(port: number): Promise<{ measure: Rate; close: () => Promise<void> }> {
  const directory = join('.sightline', `bench-${String(process.pid)}`);
  const postgres = await startEmbeddedPostgres(directory);
  const db = openDatabase(postgres.url, UNDER_WAY);
  await migrate(db);
  const queue = await openQueue(postgres.url, createLog('bench', 'error'), 'work');
  const pool = createMllpPool();
  const engine = hl7ResultsSchema.parse({
    host: '127.0.0.1',
    port,
    receivingApplication: 'E',
    receivingFacility: 'F',
    deduplicatesControlIds: false,
    connections: CONNECTIONS,
  });
  return {
    measure: () => rateOf(UNDER_WAY, () => deliverOne(db, queue, pool, engine)),
    close: async () => {
      pool.close();
      await queue.stop({ graceful: false });
      await db.destroy();
      await postgres.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function deliverOne(db: Db, queue: Queue, pool: MllpPool, engine: HL7Results): Promise<void> {
  const id = randomUUID();
  const controlId = controlIdOf(id, 1, 'hl7-engine');
  const body = writeOruR01({ ...orderedResult, analysisId: id }, { ...oruOptions, controlId });
  await db.transaction().execute(async (transaction) => {
    await insertAnalysis(transaction, id);
    await enqueueDocuments(transaction, queue, { id, site: 'general', version: 1 }, [
      { kind: 'oru', destination: 'hl7-engine', identity: controlId, body },
    ]);
  });
  const row = await db.selectFrom('delivery').select('id').where('analysis_id', '=', id).executeTakeFirstOrThrow();
  const claimed = await claimDelivery(db, row.id);
  if (!claimed) throw new Error('nothing to claim');
  const { acknowledgement } = await sendOru(pool, 'engine', engine, claimed.body);
  await db.transaction().execute(async (transaction) => {
    await settleDelivery(transaction, claimed, { state: 'acknowledged', references: [`${controlId} ${acknowledgement}`] });
    await concludeAnalysis(transaction, claimed.analysisId);
  });
}

async function insertAnalysis(db: Db, id: string): Promise<void> {
  await db
    .insertInto('analysis')
    .values({
      id,
      site: 'general',
      origin: 'order',
      launch_session_id: null,
      order_id: null,
      patient_id: 'p-1',
      study_uid: `2.25.${String(BigInt(`0x${id.replaceAll('-', '')}`))}`,
      study: '{}',
      model_id: 'm',
      model_version: '1',
      state: 'delivering',
    })
    .execute();
}
