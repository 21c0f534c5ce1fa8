import type { LaunchSession } from '#lib/launch/session.ts';
import { recordSessionDeed } from './record-session-deed.ts';
import { requestAnalysis } from './request-analysis.ts';
import { findStudy } from './view-chart.ts';
import type { WebContext } from './web-context.ts';

/** The clinician's way in: the study behind the key, of the launched patient and no other, to an analysis. */
export async function beginAnalysis(
  context: WebContext,
  session: LaunchSession,
  key: string,
): Promise<string> {
  await context.storage.requireRoom();
  const study = await findStudy(context, session, key);
  const { id, isNew } = await requestAnalysis(context.db, context.queue, {
    site: session.site,
    study,
    model: context.model.manifest,
    origin: { launchSessionId: session.id },
  });
  context.log.info(
    { event: 'analysis-requested', analysis: id, isNew, launch: session.id, site: session.site },
    'analysis',
  );
  await recordSessionDeed(context, session, {
    what: 'rest',
    subtype: 'create',
    action: 'E',
    objects: [{ role: 'job', name: `analysis ${id}` }],
    note: isNew ? 'begun' : 'begun before',
  });
  return id;
}
