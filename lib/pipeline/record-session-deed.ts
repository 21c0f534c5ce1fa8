import type { LaunchSession } from '#lib/launch/session.ts';
import { recordDeed, type AuditedDeed } from './audit-event.ts';
import type { WebContext } from './web-context.ts';

/** What a launched user saw or did, of the launched patient. Nothing is shown of which this could not be written down. */
export async function recordSessionDeed(
  context: Pick<WebContext, 'db'>,
  session: LaunchSession,
  deed: Pick<AuditedDeed, 'what' | 'subtype' | 'action' | 'objects' | 'note'>,
): Promise<void> {
  const { site, patientId, userReference } = session;
  const user =
    userReference === undefined ? { name: 'a user whom the EHR did not name' } : { reference: userReference };
  await context.db
    .transaction()
    .execute((transaction) => recordDeed(transaction, { ...deed, by: 'web', site, patientId, user }));
}

/** Of an analysis: its findings, its films, its report. */
export async function recordSeen(
  context: Pick<WebContext, 'db'>,
  session: LaunchSession,
  analysisId: string,
  note: 'result' | 'review' | 'film',
): Promise<void> {
  await recordSessionDeed(context, session, {
    what: 'rest',
    subtype: 'read',
    action: 'R',
    objects: [{ role: 'report', name: `analysis ${analysisId}` }],
    note,
  });
}
