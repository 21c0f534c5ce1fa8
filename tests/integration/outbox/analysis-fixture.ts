import { randomUUID } from 'node:crypto';
import type { Db } from '#lib/platform/database.ts';

/** An analysis whose results are ready to leave; returns its id. */
export async function insertAnalysis(db: Db): Promise<string> {
  const id = randomUUID();
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
  return id;
}
