import { dropFile } from '#lib/delivery/drop-file.ts';
import { sendOru } from '#lib/delivery/send-oru.ts';
import type { ClaimedDelivery } from '#lib/outbox/claim-delivery.ts';
import type { Settlement } from '#lib/outbox/settle-delivery.ts';
import { siteById } from '#lib/platform/config.ts';
import { AppError } from '#lib/platform/errors.ts';
import { routeName, type ResultRoute, type ResultsFolder } from '#lib/platform/result-routes.ts';
import { routesOf, type Site } from '#lib/platform/sites.ts';
import { connectEhr, type EhrConnection } from './connect-ehr.ts';
import { fileInFhir } from './file-in-fhir.ts';
import { reachResultsServer } from './reach-destination.ts';
import { storeInArchive } from './store-in-archive.ts';
import { verifySubject } from './verify-subject.ts';
import type { WorkerContext } from './worker-context.ts';

export type Delivered = Extract<Settlement, { readonly references: readonly string[] }>;

/** One attempt, by the way that the site's settings name. Throws AppErrors of `failure` transient, ambiguous or permanent. */
export async function sendDelivery(context: WorkerContext, claimed: ClaimedDelivery): Promise<Delivered> {
  const site = siteById(context.config, claimed.site);
  const route = routesOf(site).find((each) => routeName(each) === claimed.destination);
  // Taken out of sites.json meanwhile: nothing is dropped in silence.
  if (!route) throw new AppError('route-missing', 'permanent');
  const ehr = await connectFor(context, site, claimed);
  const subjects = await verifySubject(context, ehr, claimed);
  switch (route.to) {
    case 'hl7-engine':
      return sendToEngine(context, site, claimed);
    case 'archive':
      return { state: 'acknowledged', references: await storeInArchive(context, route, claimed, ehr) };
    case 'folder':
      return { state: 'acknowledged', references: [await dropInto(route, claimed)] };
    case 'ehr':
      return {
        state: 'acknowledged',
        references: await fileAtEhr(context, route, claimed, { ehr, subjects }),
      };
    case 'results-server': {
      const server = await reachResultsServer(route);
      const references = await fileInFhir(context, claimed, { server, overrides: route.resources });
      return { state: 'acknowledged', references };
    }
  }
}

/** With the login of whoever launched; a later version, which nobody at a screen has asked for, with our own where there is one. */
async function connectFor(
  { db, config }: WorkerContext,
  { id, fhir }: Site,
  { analysisId, version }: ClaimedDelivery,
): Promise<EhrConnection> {
  const { launch_session_id: launched } = await db
    .selectFrom('analysis')
    .select('launch_session_id')
    .where('id', '=', analysisId)
    .executeTakeFirstOrThrow();
  const isOurs = version > 1 && fhir.backend !== undefined;
  return connectEhr(db, config, { site: id, launchSessionId: isOurs ? undefined : (launched ?? undefined) });
}

async function fileAtEhr(
  context: WorkerContext,
  route: Extract<ResultRoute, { to: 'ehr' }>,
  claimed: ClaimedDelivery,
  { ehr, subjects }: { readonly ehr: EhrConnection; readonly subjects: readonly string[] },
): Promise<string[]> {
  return fileInFhir(context, claimed, {
    server: { base: ehr.site.fhir.issuer, request: ehr.request },
    subjects,
    overrides: route.resources,
  });
}

async function sendToEngine(
  { engines }: WorkerContext,
  { id, hl7v2 }: Site,
  claimed: ClaimedDelivery,
): Promise<Delivered> {
  const engine = hl7v2.results;
  if (!engine) throw new AppError('route-missing', 'permanent');
  // There is nowhere to look a message up: only an engine that drops repeated control ids may be sent it again.
  if (claimed.mayHaveArrived && !engine.deduplicatesControlIds)
    throw new AppError('delivery-ambiguous', 'permanent');
  const receipt = await sendOru(engines, `${id} ${claimed.destination}`, engine, claimed.body);
  const isUnsaid = receipt.accepted === 'transport' && engine.acknowledgement === 'accept-and-application';
  return {
    state: isUnsaid ? 'sent' : 'acknowledged',
    references: [`${receipt.controlId} ${receipt.acknowledgement}`],
  };
}

const ENDINGS: Readonly<Record<ResultsFolder['format'], string>> = {
  hl7v2: 'hl7',
  fhir: 'json',
  pdf: 'pdf',
};

/** Named by analysis and version: dropped again it replaces itself, and never another version. */
function dropInto({ path, format }: ResultsFolder, claimed: ClaimedDelivery): Promise<string> {
  const content = Buffer.from(claimed.body, format === 'pdf' ? 'base64' : 'utf8');
  const name = `${claimed.analysisId}.v${String(claimed.version)}.${ENDINGS[format]}`;
  return dropFile(path, name, content);
}
