import type { Db } from '#lib/platform/database.ts';
import type { ResultOrder } from '#lib/results/study-result.ts';
import type { AnalysisRun } from './analysis-run.ts';

/** The order that this analysis answers: as the HL7 order names it, completed by what the chart's ServiceRequest says. */
export async function orderOf(db: Db, run: AnalysisRun): Promise<ResultOrder | undefined> {
  const charted = withoutUndefined({ ...run.study.order, encounterId: run.study.encounterId });
  const received = run.orderId === undefined ? {} : await readReceived(db, run.orderId);
  const order = { ...charted, ...received };
  return Object.keys(order).length === 0 ? undefined : order;
}

async function readReceived(db: Db, orderId: string): Promise<ResultOrder> {
  const row = await db
    .selectFrom('imaging_order')
    .selectAll()
    .where('id', '=', orderId)
    .executeTakeFirstOrThrow();
  return withoutUndefined({
    placerOrderNumber: row.placer_order_number ?? undefined,
    fillerOrderNumber: row.filler_order_number ?? undefined,
    universalServiceId: row.procedure ?? undefined,
    visitNumber: row.visit_number ?? undefined,
  });
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

function withoutUndefined<T extends object>(value: T): Partial<Defined<T>> {
  return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined)) as Partial<
    Defined<T>
  >;
}
