import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { Db } from '#lib/platform/database.ts';
import type { Demo } from './start-demo.ts';
import type { ReadBack } from './read-back.ts';
import { readFiled, type FiledResult } from './summarise-film.ts';

export type OrderSummary =
  | { readonly outcome: 'none'; readonly reason: string }
  | (Partial<FiledResult> & {
      readonly outcome: 'analysed' | 'refused' | 'failed';
      readonly placerOrderNumber: string | null;
      readonly orderAck: string;
      readonly studyInstanceUid?: string;
      readonly reason?: string;
      readonly elapsedMs: number;
    });

const sentSchema = z.looseObject({ ack: z.string().optional() });
const ORDER_TIMEOUT_MS = 120_000;
const ENDED = new Set(['completed', 'undelivered', 'refused', 'failed']);

/**
 * The HL7 engine orders one patient's film, and nobody watches. Patients are tried in turn until one has a film that
 * may be analysed: an order for a hip is refused, as it should be.
 */
export async function orderOnePatient(
  demo: Demo,
  db: Db,
  readBack: ReadBack,
  say: (line: string) => void,
): Promise<OrderSummary> {
  let last: OrderSummary = { outcome: 'none', reason: 'no-orders' };
  for (const patient of demo.hospital.patients) {
    const [request] = await readBack.serviceRequests(patient.fhirId);
    if (request === undefined) continue;
    say('order over MLLP, nobody watching');
    last = await order(demo, db, readBack, request);
    if (last.outcome === 'analysed') return last;
  }
  return last;
}

async function order(
  demo: Demo,
  db: Db,
  readBack: ReadBack,
  serviceRequestId: string,
): Promise<OrderSummary> {
  const started = performance.now();
  const elapsed = () => Math.round(performance.now() - started);
  const before = await db.selectFrom('imaging_order').select('id').execute();
  const url = `${demo.hospital.ehrUrl}/sandbox/orders`;
  const { ack = 'none' } = sentSchema.parse(await (await post(url, { serviceRequestId })).json());
  // What wasn't accepted is no order: nothing will come of it.
  if (ack !== 'AA') return notAccepted(ack, elapsed());
  while (elapsed() < ORDER_TIMEOUT_MS) {
    const ended = await findEnded(db, new Set(before.map(({ id }) => id)));
    if (ended) {
      const { analysisId, ...facts } = ended;
      const filed =
        ended.outcome === 'analysed' && analysisId !== undefined
          ? await readFiled(db, readBack, analysisId)
          : {};
      return { ...facts, orderAck: ack, elapsedMs: elapsed(), ...filed };
    }
    await delay(50);
  }
  return {
    outcome: 'failed',
    reason: 'analysis-timed-out',
    placerOrderNumber: null,
    orderAck: ack,
    elapsedMs: elapsed(),
  };
}

function notAccepted(orderAck: string, elapsedMs: number): OrderSummary {
  return { outcome: 'refused', reason: 'order-not-accepted', placerOrderNumber: null, orderAck, elapsedMs };
}

/** The order that is new, once it or its analysis has come to an end. */
async function findEnded(db: Db, before: ReadonlySet<string>) {
  const rows = await db
    .selectFrom('imaging_order')
    .leftJoin('analysis', 'analysis.id', 'imaging_order.analysis_id')
    .select([
      'imaging_order.id as orderId',
      'imaging_order.state as orderState',
      'placer_order_number as placerOrderNumber',
    ])
    .select(['imaging_order.problem_code as orderProblem', 'analysis.problem_code as problem'])
    .select(['analysis.id as analysisId', 'analysis.state', 'analysis.study_uid as studyInstanceUid'])
    .execute();
  const row = rows.find(({ orderId }) => !before.has(orderId));
  if (!row) return undefined;
  const { placerOrderNumber, analysisId, studyInstanceUid, state } = row;
  if (row.orderState === 'refused')
    return {
      outcome: 'refused' as const,
      reason: row.orderProblem ?? 'unexpected',
      placerOrderNumber,
      analysisId: undefined,
    };
  if (analysisId === null || studyInstanceUid === null || !ENDED.has(state ?? '')) return undefined;
  const named = { placerOrderNumber, studyInstanceUid, analysisId };
  if (state === 'completed') return { ...named, outcome: 'analysed' as const };
  return {
    ...named,
    outcome: state === 'refused' ? ('refused' as const) : ('failed' as const),
    reason: row.problem ?? 'undelivered',
  };
}

function post(url: string, body: object): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}
