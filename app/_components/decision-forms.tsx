'use client';

import { useTranslations } from 'next-intl';
import { useId, useState, type ReactNode } from 'react';
import type { Reading } from '#lib/attestation/reading.ts';
import { REJECTION_REASONS, type RejectionReason } from '#lib/attestation/rejection-reasons.ts';
import type { Laterality, Presence } from '#lib/findings/finding.ts';
import type { FindingView } from '#lib/pipeline/views.ts';
import styles from './review.module.css';
import { TextField } from './text-field.tsx';

const PRESENCES = ['present', 'indeterminate', 'absent'] as const satisfies readonly Presence[];
const SIDES = ['left', 'right', 'bilateral'] as const satisfies readonly Laterality[];

interface FormProps {
  /** What was decided before. */
  readonly reading: Reading | undefined;
  readonly disabled: boolean;
  readonly onKeep: (reading: Reading) => Promise<void>;
  readonly onCancel: () => void;
}

/** Another presence, another side. */
export function ChangeForm({ finding, reading, ...form }: FormProps & { readonly finding: FindingView }) {
  const t = useTranslations();
  const before = reading?.decision === 'changed' ? reading : undefined;
  const [presence, setPresence] = useState<Presence>(before?.presence ?? finding.presence);
  const [side, setSide] = useState<Laterality | ''>(before?.laterality ?? finding.laterality ?? '');
  const [comment, setComment] = useState(reading?.comment ?? '');
  const group = useId();
  const keep = () =>
    form.onKeep({
      decision: 'changed',
      presence,
      ...(side === '' || presence === 'absent' ? {} : { laterality: side }),
      ...(before?.region === undefined ? {} : { region: before.region }),
      ...said(comment),
    });
  return (
    <DecisionForm {...form} keep={keep}>
      <fieldset className={styles.choices}>
        <legend>{t('review.presenceIs')}</legend>
        {PRESENCES.map((each) => (
          <label key={each}>
            <input
              type="radio"
              name={group}
              checked={presence === each}
              onChange={() => {
                setPresence(each);
              }}
            />
            {t(`presence.${each}`)}
          </label>
        ))}
      </fieldset>
      {presence !== 'absent' && <SideField side={side} onSide={setSide} />}
      <TextField label={t('review.comment')} value={comment} maxLength={500} onValue={setComment} />
    </DecisionForm>
  );
}

/** Not there after all, and why the model may have thought so. */
export function RejectForm({ reading, ...form }: FormProps) {
  const t = useTranslations('review');
  const before = reading?.decision === 'rejected' ? reading : undefined;
  const [reason, setReason] = useState<RejectionReason>(before?.reason ?? 'not-seen');
  const [comment, setComment] = useState(reading?.comment ?? '');
  const keep = () => form.onKeep({ decision: 'rejected', reason, ...said(comment) });
  return (
    <DecisionForm {...form} keep={keep}>
      <label className={styles.field}>
        <span>{t('reason')}</span>
        <select
          value={reason}
          onChange={({ target }) => {
            setReason(target.value as RejectionReason);
          }}
        >
          {REJECTION_REASONS.map((each) => (
            <option key={each} value={each}>
              {t(`reasons.${each}`)}
            </option>
          ))}
        </select>
      </label>
      <TextField label={t('comment')} value={comment} maxLength={500} onValue={setComment} />
    </DecisionForm>
  );
}

export function SideField({
  side,
  onSide,
}: {
  readonly side: Laterality | '';
  readonly onSide: (side: Laterality | '') => void;
}) {
  const t = useTranslations();
  return (
    <label className={styles.field}>
      <span>{t('review.side')}</span>
      <select
        value={side}
        onChange={({ target }) => {
          onSide(target.value as Laterality | '');
        }}
      >
        <option value="">{t('review.noSide')}</option>
        {SIDES.map((each) => (
          <option key={each} value={each}>
            {t(`laterality.${each}`)}
          </option>
        ))}
      </select>
    </label>
  );
}

interface DecisionFormProps extends Omit<FormProps, 'reading' | 'onKeep'> {
  readonly keep: () => Promise<void>;
  readonly children: ReactNode;
}

function DecisionForm({ keep, disabled, onCancel, children }: DecisionFormProps) {
  const t = useTranslations('review');
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void keep();
      }}
      onKeyDown={({ key }) => {
        if (key === 'Escape') onCancel();
      }}
    >
      {children}
      <div className={styles.buttons}>
        <button type="submit" className={styles.button} data-tone="confirm" disabled={disabled}>
          {t('keep')}
        </button>
        <button type="button" className={styles.button} onClick={onCancel}>
          {t('cancel')}
        </button>
      </div>
    </form>
  );
}

function said(comment: string): { comment?: string } {
  return comment.trim() === '' ? {} : { comment: comment.trim() };
}
