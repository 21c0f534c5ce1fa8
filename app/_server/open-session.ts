import { cookies } from 'next/headers';
import { cookieName, requireSession, type LaunchSession } from '#lib/launch/session.ts';
import { webContext, type WebContext } from '#lib/pipeline/web-context.ts';

/** Who is asking: the launch in the path, proved by that launch's own cookie. Throws AppError `session-…`. */
export async function openSession(launch: string): Promise<{ context: WebContext; session: LaunchSession }> {
  const context = await webContext();
  const cookie = (await cookies()).get(cookieName(launch))?.value;
  return { context, session: await requireSession(context.db, launch, cookie) };
}
