import { useTranslations } from 'next-intl';
import { OperatorEntry } from '../../_components/operator-entry.tsx';
import { ProblemSheet } from '../../_components/problem.tsx';

export const dynamic = 'force-dynamic';

/** Where an operator's link leads: what stands behind its # goes to the server once a person says so. */
export default function OperatorEnterPage() {
  const t = useTranslations('operator');
  return (
    <ProblemSheet title={t('title')} isCalm>
      <p>{t('enterText')}</p>
      <OperatorEntry label={t('enter')} />
    </ProblemSheet>
  );
}
