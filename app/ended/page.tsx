import { useTranslations } from 'next-intl';
import { AnnounceEnd } from '../_components/announce-end.tsx';
import { ProblemSheet } from '../_components/problem.tsx';

export const dynamic = 'force-dynamic';

/** After logging out; it knows of no launch. */
export default function EndedPage() {
  const t = useTranslations('ended');
  return (
    <ProblemSheet title={t('title')} isCalm>
      <p>{t('text')}</p>
      <AnnounceEnd />
    </ProblemSheet>
  );
}
