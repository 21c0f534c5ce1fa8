import { Problem } from '../_components/problem.tsx';

export const dynamic = 'force-dynamic';

/** A launch that didn't open, in words. What the URL says is shown as text only, and only if it looks like ours. */
export default async function ProblemPage({
  searchParams,
}: {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}) {
  const { code, support } = await searchParams;
  return (
    <Problem
      code={typeof code === 'string' && /^[a-z0-9-]{1,60}$/.test(code) ? code : 'unexpected'}
      supportId={typeof support === 'string' && /^[0-9a-f]{8}$/.test(support) ? support : ''}
    />
  );
}
