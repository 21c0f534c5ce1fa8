'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { Reading } from '#lib/attestation/reading.ts';
import type { FindingView } from '#lib/pipeline/views.ts';
import { ChangeForm, RejectForm } from './decision-forms.tsx';
import { Isolated } from './figures.tsx';
import styles from './review.module.css';
import type { Review } from './use-review.ts';

export interface FindingDecisionProps {
  readonly finding: FindingView;
  readonly name: string;
  readonly review: Review;
}

/** What the reader makes of one finding: three buttons, then what was decided and by whom. */
export function FindingDecision({ finding, name, review }: FindingDecisionProps) {
  const t = useTranslations('review');
  const [open, setOpen] = useState<'change' | 'reject'>();
  const { view } = review;
  if (view === undefined) return null;
  const decided = view.findings[finding.label];
  const isLocked = view.isBeingSigned === true || review.isBusy;
  const decide = async (reading: Reading | null) => {
    if (await review.decide({ label: finding.label, reading })) setOpen(undefined);
  };
  const close = () => {
    setOpen(undefined);
  };
  return (
    <div className={styles.decision} role="group" aria-label={t('decide', { finding: name })}>
      {decided !== undefined && open === undefined && <Decided reading={decided.reading} by={decided.by} />}
      {open === undefined && (
        <div className={styles.buttons}>
          {decided === undefined ? (
            <DecisionButton
              tone="confirm"
              disabled={isLocked}
              onClick={() => void decide({ decision: 'confirmed' })}
            >
              {t('confirm')}
            </DecisionButton>
          ) : (
            <DecisionButton disabled={isLocked} onClick={() => void decide(null)}>
              {t('undo')}
            </DecisionButton>
          )}
          <DecisionButton
            disabled={isLocked}
            onClick={() => {
              setOpen('change');
            }}
          >
            {t('change')}
          </DecisionButton>
          {finding.presence !== 'absent' && (
            <DecisionButton
              disabled={isLocked}
              onClick={() => {
                setOpen('reject');
              }}
            >
              {t('reject')}
            </DecisionButton>
          )}
        </div>
      )}
      {open === 'change' && (
        <ChangeForm
          finding={finding}
          reading={decided?.reading}
          disabled={isLocked}
          onKeep={decide}
          onCancel={close}
        />
      )}
      {open === 'reject' && (
        <RejectForm reading={decided?.reading} disabled={isLocked} onKeep={decide} onCancel={close} />
      )}
    </div>
  );
}

function Decided({ reading, by }: { readonly reading: Reading; readonly by: string }) {
  const t = useTranslations();
  return (
    <p className={styles.decided} data-decision={reading.decision}>
      <DecisionMark decision={reading.decision} />
      <span>
        <strong>
          {reading.decision === 'confirmed' && t('review.confirmed')}
          {reading.decision === 'changed' &&
            t('review.changed', {
              presence: [
                t(`presence.${reading.presence}`),
                ...(reading.laterality === undefined ? [] : [t(`laterality.${reading.laterality}`)]),
              ].join(', '),
            })}
          {reading.decision === 'rejected' &&
            t('review.rejected', { reason: t(`review.reasons.${reading.reason}`) })}
        </strong>{' '}
        <span className={styles.soft}>{t('review.by', { name: by })}</span>
        {reading.comment !== undefined && (
          <q className={styles.quote}>
            <Isolated>{reading.comment}</Isolated>
          </q>
        )}
      </span>
    </p>
  );
}

interface DecisionButtonProps {
  readonly tone?: 'confirm';
  readonly disabled: boolean;
  readonly onClick: () => void;
  readonly children: string;
}

function DecisionButton({ tone, disabled, onClick, children }: DecisionButtonProps) {
  return (
    <button type="button" className={styles.button} data-tone={tone} disabled={disabled} onClick={onClick}>
      {children}
    </button>
  );
}

/** A shape for each decision, beside its word: never colour alone. */
function DecisionMark({ decision }: { readonly decision: Reading['decision'] }) {
  const path = {
    confirmed: 'M3 8.5l3.2 3.2L13 4.8',
    changed: 'M3 11.8l7.6-7.6 2.2 2.2L5.2 14H3z',
    rejected: 'M4 4l8 8M12 4l-8 8',
  }[decision];
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path
        d={path}
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
