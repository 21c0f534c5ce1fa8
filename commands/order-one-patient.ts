import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { Db } from '#lib/platform/database.ts';
import type { Demo } from './demo.ts';
import { readFiled, type FiledResult, type ReadBack } from './summarise-film.ts';

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
export async function orderOnePatient(demo: Demo, db: Db, readBack: ReadBack, say: (line: string) => void): Promise<OrderSummary> {
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

async function order(demo: Demo, db: Db, readBack: ReadBack, serviceRequestId: string): Promise<OrderSummary> {
  const started = performance.now();
  const known = await db.selectFrom('imaging_order').select('id').execute();
  const sent = sentSchema.parse(await (await post(`${demo.hospital.ehrUrl}/sandbox/orders`, { serviceRequestId })).json());
  const facts = { placerOrderNumber: null, orderAck: sent.ack ?? 'none' };
  const elapsed = () => Math.round(performance.now() - started);
  while (elapsed() < ORDER_TIMEOUT_MS) {
    const row = await db
      .selectFrom('imaging_order')
      .leftJoin('analysis', 'analysis.id', 'imaging_order.analysis_id')
      .select(['imaging_order.state as order_state', 'imaging_order.problem_code as order_problem', 'placer_order_number'])
      .select(['analysis.id as analysis_id', 'analysis.state', 'analysis.problem_code', 'analysis.study_uid'])
      .where('imaging_order.id', 'not in', known.length === 0 ? ['00000000-0000-0000-0000-000000000000'] : known.map(({ id }) => id))
      .executeTakeFirst();
    if (row?.order_state === 'refused') {
      return { ...facts, placerOrderNumber: row.placer_order_number, outcome: 'refused', reason: row.order_problem ?? 'unexpected', elapsedMs: elapsed() };
    }
    if (row?.analysis_id && row.study_uid !== null && ENDED.has(row.state ?? '')) {
      const named = { ...facts, placerOrderNumber: row.placer_order_number, studyInstanceUid: row.study_uid, elapsedMs: elapsed() };
      if (row.state !== 'completed') return { ...named, outcome: row.state === 'refused' ? 'refused' : 'failed', reason: row.problem_code ?? 'undelivered' };
      return { ...named, outcome: 'analysed', ...(await readFiled(db, readBack, row.analysis_id)) };
    }
    await delay(50);
  }
  return { ...facts, outcome: 'failed', reason: 'analysis-timed-out', elapsedMs: elapsed() };
}

function post(url: string, body: object): Promise<Response> {
  return fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}
