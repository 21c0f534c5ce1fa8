import { setTimeout as delay } from 'node:timers/promises';
import { routeName } from '#lib/platform/result-routes.ts';
import { routesOf } from '#lib/platform/sites.ts';
import type { CrashSystem } from './crash-system.ts';
import { holdRow, type RowMoment } from './hold-row.ts';
import type { Expected } from './invent-result.ts';
import type { KillPoint } from './kill-point.ts';

/** An HL7 order, and the whole way from it to its result. Each takes a patient whose film nobody has read yet. */
export function orderPoints(): KillPoint[] {
  const state = (name: string): RowMoment => ({
    table: 'analysis',
    event: 'UPDATE',
    when: `NEW.state = '${name}'`,
  });
  const moments: readonly (readonly [string, RowMoment])[] = [
    ['received, not yet kept', { table: 'imaging_order', event: 'INSERT' }],
    ['kept, its study found', { table: 'imaging_order', event: 'UPDATE', when: `NEW.state = 'linked'` }],
    ['analysis taken up', state('retrieving')],
    ['film retrieved', state('decoding')],
    ['film decoded', state('inferring')],
    ['model has run', state('writing')],
    ['documents written', state('delivering')],
    ['document not yet kept', { table: 'document', event: 'INSERT' }],
    ['delivery not yet kept', { table: 'delivery', event: 'INSERT' }],
  ];
  return moments.map(([name, moment], index) => ({
    name: `order: ${name}`,
    reach: async (system: CrashSystem) => {
      const { fhirId } = system.hospital.patients[index] ?? { fhirId: '' };
      const held = await holdRow(system.databaseUrl, moment);
      const sent = sendOrder(system, fhirId);
      await held.reached();
      return {
        release: () => held.release(),
        expected: async () => {
          await sent;
          return [await resultOf(system, fhirId)];
        },
      };
    },
  }));
}

/** As an ordering system does: again until it is acknowledged. */
async function sendOrder(system: CrashSystem, fhirId: string): Promise<void> {
  const { body } = await system.fhir(`ServiceRequest?patient=${fhirId}`);
  const [entry] = (body as { entry?: { resource: { id: string } }[] }).entry ?? [];
  const serviceRequestId = entry?.resource.id;
  for (;;) {
    const answer = await fetch(`${system.hospital.ehrUrl}/sandbox/orders`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ serviceRequestId }),
    })
      .then((response) => response.json() as Promise<{ ack?: string }>)
      .catch(() => ({ ack: undefined }));
    if (answer.ack === 'AA') return;
    await delay(200);
  }
}

async function resultOf({ db, site }: CrashSystem, patientFhirId: string): Promise<Expected> {
  const deadline = Date.now() + 120_000;
  while (Date.now() < deadline) {
    const row = await db
      .selectFrom('analysis')
      .select(['id', 'study_uid'])
      .where('patient_id', '=', patientFhirId)
      .where('model_id', '<>', 'invented')
      .where('state', 'in', ['delivering', 'undelivered', 'completed', 'failed', 'refused'])
      .executeTakeFirst();
    const destinations = routesOf(site).map(routeName);
    if (row) return { analysisId: row.id, studyUid: row.study_uid, patientFhirId, version: 1, destinations };
    await delay(50);
  }
  throw new Error('the order never became a result');
}
