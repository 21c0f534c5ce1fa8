import type { Db } from '#lib/platform/database.ts';
import type { Queue } from '#lib/platform/queue.ts';
import type { ImagingOrder } from './imaging-order.ts';
import type { PatientChange } from './patient-change.ts';
import { recordOrder } from './record-order.ts';
import { recordPatientChange } from './record-patient-change.ts';

/** Whatever a site's feed brings, kept before it is acknowledged. Gives its id, where something new came of it. */
export function recordMessage(
  db: Db,
  queue: Queue,
  site: string,
  message: ImagingOrder | PatientChange,
): Promise<string | undefined> {
  return message.control === 'patient-change'
    ? recordPatientChange(db, queue, site, message)
    : recordOrder(db, queue, site, message);
}
