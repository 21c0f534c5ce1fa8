'use client';

import { Button } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import actions from './action-link.module.css';

export interface AnalyseButtonProps {
  readonly launch: string;
  readonly studyKey: string;
  readonly studyName: string;
  readonly again: boolean;
}

/** A plain form, so that it works before scripts have loaded; a second click is held back while the first is on its way. */
export function AnalyseButton({ launch, studyKey, studyName, again }: AnalyseButtonProps) {
  const t = useTranslations('studies');
  const [sent, setSent] = useState(false);
  return (
    <form
      method="post"
      action={`/api/launches/${encodeURIComponent(launch)}/analyses`}
      onSubmit={(event) => {
        if (sent) event.preventDefault();
        setSent(true);
      }}
    >
      <input type="hidden" name="study" value={studyKey} />
      <Button type="submit" className={again ? actions.quiet : actions.primary} aria-disabled={sent}>
        {sent ? t('starting') : again ? t('analyseAgain') : t('analyse')}
        <span className="visuallyHidden"> {t('analyseStudy', { study: studyName })}</span>
      </Button>
    </form>
  );
}
