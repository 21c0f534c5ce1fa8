'use client';

import { Button } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import type { AnalysisView, ReviewView } from '#lib/pipeline/views.ts';
import actions from './action-link.module.css';
import styles from './review.module.css';
import type { Review, SignAs } from './use-review.ts';

export interface SignBarProps {
  readonly review: Review;
  readonly view: ReviewView;
  /** Of the version that stands. */
  readonly status: AnalysisView['status'];
}

/** What is left to decide, and the signature. */
export function SignBar({ review, view, status }: SignBarProps) {
  const t = useTranslations('review');
  const [as, setAs] = useState<SignAs>('amended');
  const left = view.undecided.length;
  const isFirst = status === undefined || status === 'preliminary';
  if (view.isBeingSigned === true)
    return (
      <p className={styles.signing} role="status">
        {t('signing')}
      </p>
    );
  if (view.signer === undefined) return <p className={styles.soft}>{t('cannotSign')}</p>;
  if (!view.isUnsigned)
    return (
      <p className={styles.soft} role="status">
        {t('nothingToSign')}
      </p>
    );
  return (
    <div className={styles.sign}>
      <p role="status">
        <strong>{t('left', { count: left })}</strong>
      </p>
      {left > 0 && (
        <button
          type="button"
          className={styles.button}
          disabled={review.isBusy}
          onClick={() =>
            void review.decide(
              ...view.undecided.map((label) => ({ label, reading: { decision: 'confirmed' as const } })),
            )
          }
        >
          {t('confirmRest', { count: left })}
        </button>
      )}
      {!isFirst && <KindOfVersion as={as} onAs={setAs} />}
      {left === 0 && (
        <>
          <p className={styles.soft}>{t('signNote')}</p>
          <Button
            className={actions.primary}
            disabled={review.isBusy}
            onClick={() => void review.sign(isFirst ? 'final' : as)}
          >
            {t('signAs', { name: `\u2068${view.signer}\u2069` })}
          </Button>
        </>
      )}
    </div>
  );
}

function KindOfVersion({ as, onAs }: { readonly as: SignAs; readonly onAs: (as: SignAs) => void }) {
  const t = useTranslations('review');
  const group = useId();
  return (
    <fieldset className={styles.choices}>
      <legend>{t('asTitle')}</legend>
      {(['amended', 'corrected'] as const).map((each) => (
        <label key={each}>
          <input
            type="radio"
            name={group}
            checked={as === each}
            onChange={() => {
              onAs(each);
            }}
          />
          {t(each)}
        </label>
      ))}
    </fieldset>
  );
}
