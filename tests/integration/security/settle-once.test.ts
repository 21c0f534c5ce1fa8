import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createMllpPool } from '#lib/delivery/mllp/mllp-pool.ts';
import { createPendingSession } from '#lib/launch/session.ts';
import { claimDelivery } from '#lib/outbox/claim-delivery.ts';
import { settleDelivery } from '#lib/outbox/settle-delivery.ts';
import { advance, beginAttempt } from '#lib/pipeline/analysis-run.ts';
import { concludeAnalysis } from '#lib/pipeline/conclude-analysis.ts';
import { deliverDocument } from '#lib/pipeline/deliver-document.ts';
import { keepResult } from '#lib/pipeline/keep-result.ts';
import { resumeHeld } from '#lib/pipeline/resume-held.ts';
import { watchRun } from '#lib/pipeline/watch-run.ts';
import type { WebContext } from '#lib/pipeline/web-context.ts';
import type { WorkerContext } from '#lib/pipeline/worker-context.ts';
import type { Config } from '#lib/platform/config.ts';
import type { Db } from '#lib/platform/database.ts';
import { siteSchema } from '#lib/platform/sites.ts';
import { freePort } from '#lib/platform/free-port.ts';
import { createLog } from '#lib/platform/log.ts';
import { openQueue, type Queue } from '#lib/platform/queue.ts';
import { orderedResult } from '#tests/support/study-result-fixture.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/test-database.ts';
import { SITE } from '#tests/unit/platform/site-fixture.ts';

let database: TestDatabase;
let db: Db;
let queue: Queue;

beforeAll(async () => {
  database = await createTestDatabase();
  ({ db } = database);
  queue = await openQueue(database.url, createLog('test', 'error'), 'work');
});
afterAll(async () => {
  await queue.stop({ graceful: false });
  await database.close();
});

it('two deliveries that settle at the same moment leave the analysis completed', async () => {
  const analysisId = await insertAnalysis('delivering');
  const first = await claim(await insertDelivery(analysisId, 'fhir', 'pending'));
  const second = await claim(await insertDelivery(analysisId, 'oru', 'pending'));
  let both: Promise<unknown> | undefined;
  await db.transaction().execute(async (transaction) => {
    await settleDelivery(transaction, queue, second, { state: 'acknowledged', references: [] });
    await concludeAnalysis(transaction, analysisId);
    // Counts while the other is not committed, and waits for its row.
    both = db.transaction().execute(async (other) => {
      await settleDelivery(other, queue, first, { state: 'acknowledged', references: [] });
      await concludeAnalysis(other, analysisId);
    });
    await new Promise((done) => setTimeout(done, 300));
  });
  await both;
  expect(await stateOf(analysisId)).toMatchObject({
    state: 'completed',
    finished_at: expect.any(Date) as Date,
  });
});

it('an analysis whose results are committed never becomes failed, by which it could be filed a second time', async () => {
  const analysisId = await insertAnalysis('queued');
  const run = await beginAttempt(db, analysisId);
  if (!run) throw new Error('not begun');
  await advance(db, run, 'delivering');
  await expect(advance(db, run, 'failed', { problem: 'unexpected' })).rejects.toThrow('attempt-superseded');
  expect(await stateOf(analysisId)).toMatchObject({ state: 'delivering', problem_code: null });
});

it('work on an analysis that another worker has taken is let go of, by name', async () => {
  const analysisId = await insertAnalysis('queued');
  const run = await beginAttempt(db, analysisId);
  if (!run) throw new Error('not begun');
  const { signal, stop } = watchRun(db, run, new AbortController().signal, 20);
  for (const state of ['decoding', 'inferring', 'writing'] as const) {
    await advance(db, run, state);
    await new Promise((done) => setTimeout(done, 60));
    expect(signal.aborted).toBe(false);
  }
  await beginAttempt(db, analysisId);
  await expect.poll(() => signal.aborted, { timeout: 5000 }).toBe(true);
  expect(signal.reason).toMatchObject({ code: 'attempt-superseded' });
  stop();
});

it('a delivery that may have arrived stays so when the next attempt finds nobody there', async () => {
  const id = await insertLaunched('oru', 'ambiguous');
  await deliverDocument(contextOf(await freePort()), id);
  expect(await deliveryOf(id)).toEqual({ state: 'ambiguous', problem_code: 'delivery-unreachable' });
});

it('a delivery that may have arrived never counts as surely absent, by which it could be sent twice', async () => {
  const arrived = await insertLaunched('fhir', 'ambiguous');
  const absent = await insertLaunched('fhir', 'pending');
  // The site's results go to the engine only by now.
  const context = contextOf(await freePort());
  await deliverDocument(context, arrived);
  await deliverDocument(context, absent);
  expect(await deliveryOf(arrived)).toEqual({ state: 'held', problem_code: 'route-missing' });
  expect(await deliveryOf(absent)).toEqual({ state: 'failed', problem_code: 'route-missing' });
});

it('a relaunch takes up what was held because the EHR was away, to be looked up first', async () => {
  const analysisId = await insertAnalysis('undelivered');
  const id = await insertDelivery(analysisId, 'fhir', 'ambiguous');
  await db
    .updateTable('delivery')
    .set({ state: 'held', problem_code: 'ehr-unreachable' })
    .where('id', '=', id)
    .execute();
  const session = await createPendingSession(db, 'h', 'state');
  const launched = {
    id: session.id,
    site: 'h',
    patientId: 'p',
    encounterId: undefined,
    userReference: undefined,
    context: { imagingStudyIds: [], serviceRequestIds: [] },
    grantedScopes: undefined,
  };
  await resumeHeld({ db, queue } as unknown as WebContext, launched);
  const row = await db.selectFrom('delivery').select('state').where('id', '=', id).executeTakeFirstOrThrow();
  expect(row.state).toBe('ambiguous');
});

async function insertAnalysis(state: string): Promise<string> {
  const id = randomUUID();
  const uid = `1.2.${String(BigInt(`0x${id.replaceAll('-', '')}`))}`;
  await db
    .insertInto('analysis')
    .values({
      id,
      site: 'h',
      origin: 'launch',
      launch_session_id: null,
      order_id: null,
      patient_id: 'p',
      study_uid: uid,
      study: JSON.stringify({ studyInstanceUid: uid, patientId: 'p', endpoints: [], modalities: [] }),
      model_id: 'm',
      model_version: '1',
      state,
    })
    .execute();
  return id;
}

async function insertDelivery(
  analysisId: string,
  kind: 'fhir' | 'oru',
  state: 'pending' | 'ambiguous',
): Promise<string> {
  const [id, documentId] = [randomUUID(), randomUUID()];
  const body = 'MSH|^~\\&|SIGHTLINE|H|E|H|20261123||ORU^R01|C1|T|2.5.1\r';
  await db
    .insertInto('document')
    .values({ id: documentId, analysis_id: analysisId, kind, version: 1, body })
    .execute();
  await db
    .insertInto('delivery')
    .values({
      id,
      site: 'h',
      document_id: documentId,
      analysis_id: analysisId,
      destination: kind === 'oru' ? 'hl7-engine' : 'ehr',
      kind,
      identity: id,
      state,
    })
    .execute();
  return id;
}

/** Of a result that is kept, begun by a launch that is over: nobody can ask the EHR any more. */
async function insertLaunched(kind: 'fhir' | 'oru', state: 'pending' | 'ambiguous'): Promise<string> {
  const analysisId = await insertAnalysis('delivering');
  const session = await createPendingSession(db, 'h', analysisId);
  await db
    .updateTable('analysis')
    .set({ launch_session_id: session.id })
    .where('id', '=', analysisId)
    .execute();
  await keepResult(db, { ...orderedResult, analysisId });
  return insertDelivery(analysisId, kind, state);
}

function deliveryOf(id: string) {
  return db
    .selectFrom('delivery')
    .select(['state', 'problem_code'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

async function claim(deliveryId: string) {
  const turn = await claimDelivery(db, deliveryId);
  if (turn.kind !== 'claimed') throw new Error('not claimed');
  return turn.delivery;
}

function stateOf(id: string) {
  return db
    .selectFrom('analysis')
    .select(['state', 'problem_code', 'finished_at'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

/** Of the worker only what a delivery to an HL7 engine uses; nobody listens on the port, be it engine or archive. */
function contextOf(port: number): WorkerContext {
  const results = { ...SITE.hl7v2.results, port };
  const dicomweb = [{ root: `http://127.0.0.1:${String(port)}/dicom-web`, authorization: 'none' }];
  const routes = [{ to: 'hl7-engine' }];
  const site = siteSchema.parse({ ...SITE, id: 'h', dicomweb, hl7v2: { results }, results: { routes } });
  const config = { sites: [site] } as unknown as Config;
  const engines = createMllpPool();
  return { db, queue, config, engines, log: createLog('test', 'error') } as unknown as WorkerContext;
}
