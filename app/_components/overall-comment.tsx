'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import type { ReviewView } from '#lib/pipeline/views.ts';
import { Isolated } from './figures.tsx';
import styles from './review.module.css';
import type { Review } from './use-review.ts';

/** So soon after the last key what was written is kept: a reload, or a launch that ends, loses a word at most. */
const KEEP_AFTER_MS = 800;

export function OverallComment({ review, view }: { readonly review: Review; readonly view: ReviewView }) {
  const t = useTranslations('review');
  const stored = view.comment?.text ?? '';
  const [text, setText] = useState(stored);
  const isEdited = useRef(false);
  /** What was stored when this reader last wrote or kept anything. */
  const [base, setBase] = useState(stored);
  // What another reader wrote is shown, unless something of this one's stands here.
  useEffect(() => {
    if (isEdited.current) return;
    setText(stored);
    setBase(stored);
  }, [stored]);
  const { decide } = review;
  const { isBeingSigned } = view;
  useEffect(() => {
    if (!isEdited.current || isBeingSigned === true) return;
    const timer = setTimeout(() => {
      void decide({ comment: text }).then((isKept) => {
        if (!isKept) return;
        isEdited.current = false;
        setBase(text.trim());
      });
    }, KEEP_AFTER_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [text, decide, isBeingSigned]);
  const isAnothers = stored !== base && stored !== text.trim() && stored !== '';
  return (
    <div className={styles.field}>
      <label className={styles.field}>
        <span>{t('overall')}</span>
        <textarea
          rows={2}
          maxLength={1000}
          dir="auto"
          value={text}
          disabled={isBeingSigned === true}
          onChange={({ target }) => {
            isEdited.current = true;
            // One line: that is what a line of a report takes.
            setText(target.value.replace(/[\r\n]+/g, ' '));
          }}
        />
      </label>
      {isAnothers && (
        <span role="status" className={styles.soft}>
          <Isolated>{stored}</Isolated> {t('by', { name: view.comment?.by ?? '' })}
        </span>
      )}
    </div>
  );
}
