'use client';

import { Button } from '@mantine/core';
import { useTranslations } from 'next-intl';
import actions from './_components/action-link.module.css';
import { ProblemSheet } from './_components/problem.tsx';
import { ProblemText } from './_components/problem-text.tsx';

/** The digest is what the server's log calls this error; the error's own text stays out of the page. */
export default function ErrorPage({
  error,
  reset,
}: {
  readonly error: Error & { digest?: string };
  readonly reset: () => void;
}) {
  const t = useTranslations('problem');
  return (
    <ProblemSheet title={t('titleCrash')}>
      <ProblemText problem={{ code: 'unexpected', supportId: error.digest ?? '' }} />
      <Button className={actions.primary} onClick={reset}>
        {t('retry')}
      </Button>
    </ProblemSheet>
  );
}
