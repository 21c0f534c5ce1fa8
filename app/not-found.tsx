import { useTranslations } from 'next-intl';
import { ProblemSheet } from './_components/problem.tsx';

export default function NotFound() {
  const t = useTranslations('problem');
  return (
    <ProblemSheet title={t('titleNotFound')}>
      <p>{t('returnToChart')}</p>
    </ProblemSheet>
  );
}
