'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Laterality } from '#lib/findings/finding.ts';
import type { ReviewView } from '#lib/pipeline/views.ts';
import { SideField } from './decision-forms.tsx';
import { Isolated } from './figures.tsx';
import styles from './review.module.css';
import { TextField } from './text-field.tsx';
import type { Review } from './use-review.ts';

/** What the reader sees and the model did not find, in their own words. */
export function MissedFindings({ review, view }: { readonly review: Review; readonly view: ReviewView }) {
  const t = useTranslations();
  const isLocked = view.isBeingSigned === true || review.isBusy;
  return (
    <div className={styles.missed}>
      <h3>{t('review.missed')}</h3>
      <ul>
        {view.added.map(({ id, finding, by }) => (
          <li key={id}>
            <span>
              <strong>
                <Isolated>{finding.words}</Isolated>
              </strong>
              {finding.laterality !== undefined && <> {t(`laterality.${finding.laterality}`)}</>}{' '}
              <span className={styles.soft}>{t('review.by', { name: by })}</span>
            </span>
            <button
              type="button"
              className={styles.button}
              disabled={isLocked}
              aria-label={t('review.remove', { finding: finding.words })}
              onClick={() => void review.decide({ added: id, finding: null })}
            >
              {t('review.undo')}
            </button>
          </li>
        ))}
      </ul>
      <AddForm review={review} disabled={isLocked} />
    </div>
  );
}

function AddForm({ review, disabled }: { readonly review: Review; readonly disabled: boolean }) {
  const t = useTranslations('review');
  const [words, setWords] = useState('');
  const [side, setSide] = useState<Laterality | ''>('');
  const add = async () => {
    if (words.trim() === '') return;
    const finding = { words: words.trim(), ...(side === '' ? {} : { laterality: side }) };
    if (!(await review.decide({ added: crypto.randomUUID(), finding }))) return;
    setWords('');
    setSide('');
  };
  return (
    <form
      className={styles.inline}
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <TextField label={t('missedWords')} value={words} maxLength={120} onValue={setWords} />
      <SideField side={side} onSide={setSide} />
      <button type="submit" className={styles.button} disabled={disabled || words.trim() === ''}>
        {t('add')}
      </button>
    </form>
  );
}
