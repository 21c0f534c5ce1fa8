import type { LaunchSession } from '#lib/launch/session.ts';
import { errorFields } from '#lib/platform/log.ts';
import { connectEhr } from './connect-ehr.ts';
import { findStudies } from './find-studies.ts';
import { studyKey } from './view-chart.ts';
import type { WebContext } from './web-context.ts';

/** In place of a key: the launch was about a study that isn't among the patient's. */
export const NO_SUCH_STUDY = 'none';

/**
 * The page that a launch opens: the chart, with the study marked that the EHR launched from (SMART 2.2 fhirContext), or
 * that study's own page where it has been analysed.
 */
export async function openingPath(context: WebContext, session: LaunchSession): Promise<string> {
  const chart = `/chart/${session.id}`;
  const { imagingStudyIds, serviceRequestIds } = session.context;
  if (imagingStudyIds.length + serviceRequestIds.length === 0) return chart;
  const ehr = connectEhr(context.db, context.config, { site: session.site, launchSessionId: session.id });
  const studies = await findStudies(ehr, session.patientId).catch((thrown: unknown) => {
    // The chart tells what is wrong; the launch itself is good.
    context.log.warn({ event: 'launch-context-unread', launch: session.id, ...errorFields(thrown) }, 'web');
    return undefined;
  });
  if (studies === undefined) return chart;
  const found = studies.find(
    ({ imagingStudyId = '', order }) =>
      imagingStudyIds.includes(imagingStudyId) || serviceRequestIds.includes(order?.serviceRequestId ?? ''),
  );
  if (found === undefined) return `${chart}?study=${NO_SUCH_STUDY}`;
  const key = studyKey(session, found.studyInstanceUid);
  return (await isAnalysed(context, session, found.studyInstanceUid))
    ? `/studies/${session.id}/${key}`
    : `${chart}?study=${key}`;
}

async function isAnalysed(context: WebContext, session: LaunchSession, studyUid: string): Promise<boolean> {
  const row = await context.db
    .selectFrom('analysis')
    .select('id')
    .where('site', '=', session.site)
    .where('patient_id', '=', session.patientId)
    .where('study_uid', '=', studyUid)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
