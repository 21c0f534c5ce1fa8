import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { cookieName } from '#lib/launch/session.ts';
import { authorizeUrlOf } from '#lib/launch/begin-launch.ts';
import { webContext } from '#lib/pipeline/web-context.ts';
import { OwnWindow } from '../../../_components/own-window.tsx';
import { Problem } from '../../../_components/problem.tsx';
import { tell } from '../../../_server/answer-error.ts';

export const dynamic = 'force-dynamic';

/**
 * Between the EHR's frame and its login: has the browser kept the launch's cookie? Where it keeps none in a frame, the
 * same launch, which nobody has used by now, goes on in a window of its own. The browser that began the launch may call it.
 */
export default async function ContinuePage({
  params,
  searchParams,
}: {
  readonly params: Promise<{ launch: string }>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}) {
  const { launch } = await params;
  const cookie = (await cookies()).get(cookieName(launch))?.value;
  if (cookie === undefined) return <OwnWindow address={`/launch?${queryOf(await searchParams)}`} />;
  const context = await webContext();
  const found = await authorizeUrlOf(context.db, context.config, launch, cookie).catch((thrown: unknown) =>
    tell(context, thrown),
  );
  if (typeof found !== 'string') return <Problem code={found.error.code} supportId={found.supportId} />;
  redirect(found);
}

/** What the EHR sent, and no more. */
function queryOf(parameters: Readonly<Record<string, string | string[] | undefined>>): string {
  const kept = ['iss', 'launch'].flatMap((name) => {
    const value = parameters[name];
    return typeof value === 'string' ? [[name, value] as [string, string]] : [];
  });
  return new URLSearchParams(kept).toString();
}
