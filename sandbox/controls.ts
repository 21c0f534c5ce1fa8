import type { ImagingStudy } from '@medplum/fhirtypes';
import { Hono } from 'hono';
import { z } from 'zod';
import { sendOrder } from './engine/send-order.ts';
import { buildEndpoint } from './fhir/build-resources.ts';
import { ENDPOINT_ID } from './fhir/hospital-identity.ts';
import type { HospitalState } from './hospital-state.ts';
import { addOAuthFaults } from './oauth/control-faults.ts';
import { readBody } from './read-body.ts';

/**
 * What a test does to the hospital, with no login: the listeners are on loopback, and the requests are JSON, which a
 * foreign web page cannot send without asking first.
 */
export function createControls(state: HospitalState): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    if (c.req.method === 'POST' && !/^application\/json/i.test(c.req.header('content-type') ?? ''))
      return c.json({ error: 'send application/json' }, 415);
    return next();
  });
  addFaults(app, state);
  addOAuthFaults(app, state.authorization);
  app.post('/orders', async (c) => {
    const { serviceRequestId } = await readBody(c, z.object({ serviceRequestId: z.string() }));
    const sent = await sendOrder(state.fhir, state.orders, serviceRequestId);
    if (sent === undefined) return c.json({ error: 'no such ServiceRequest' }, 404);
    state.sentOrders.push(sent);
    return c.json(sent);
  });
  app.get('/engine/messages', (c) => c.json(state.inbox.messages));
  app.onError((error, c) =>
    error instanceof z.ZodError
      ? c.json({ error: z.prettifyError(error) }, 400)
      : c.json({ error: 'the control failed' }, 500),
  );
  return app;
}

function addFaults(app: Hono, state: HospitalState): void {
  app.post('/expire-tokens', async (c) => {
    const { refreshToo } = await readBody(c, z.object({ refreshToo: z.boolean().default(false) }));
    state.authorization.tokens.expireAll(refreshToo);
    return c.json({ ok: true });
  });
  app.post('/archive', async (c) => {
    const { down } = await readBody(c, z.object({ down: z.union([z.boolean(), z.literal('drop')]) }));
    state.archive.condition = down === 'drop' ? 'drop' : down ? 'down' : 'up';
    return c.json({ condition: state.archive.condition });
  });
  app.post('/results', async (c) => {
    const { mode } = await readBody(c, z.object({ mode: z.enum(['accept', 'silent', 'reject', 'reset']) }));
    state.inbox.mode = mode;
    return c.json({ mode });
  });
  app.post('/writes', async (c) => {
    const { mode } = await readBody(
      c,
      z.object({ mode: z.enum(['accept', 'refuse', 'down', 'lose', 'hold']) }),
    );
    state.fhir.writes = mode;
    return c.json({ mode });
  });
  app.post('/conditional-creates', async (c) => {
    const { mode } = await readBody(c, z.object({ mode: z.enum(['as-stated', 'ignored']) }));
    const { conditionalCreate } = state.fhir.manners;
    state.fhir.conditionalCreates = mode === 'ignored' ? mode : conditionalCreate;
    return c.json({ mode });
  });
  app.post('/endpoint', async (c) => {
    const { present, address = state.archiveUrl } = await readBody(
      c,
      z.object({ present: z.boolean(), address: z.url().optional() }),
    );
    if (present) await state.fhir.request('PUT', `/Endpoint/${ENDPOINT_ID}`, buildEndpoint(address));
    else await state.fhir.repository.expungeResource('Endpoint', ENDPOINT_ID);
    return c.json({ present });
  });
  app.post('/misfile', async (c) => {
    const body = await readBody(c, z.object({ imagingStudyId: z.string(), patientFhirId: z.string() }));
    const study = await state.fhir.read<ImagingStudy>('ImagingStudy', body.imagingStudyId);
    if (study === undefined) return c.json({ error: 'no such ImagingStudy' }, 404);
    const subject = { reference: `Patient/${body.patientFhirId}` };
    await state.fhir.request('PUT', `/ImagingStudy/${body.imagingStudyId}`, { ...study, subject });
    return c.json({ ok: true });
  });
}
