'use client';

import styles from './review.module.css';

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly maxLength: number;
  readonly onValue: (value: string) => void;
}

/** One line in the reader's own words, in their own script's direction. */
export function TextField({ label, value, maxLength, onValue }: TextFieldProps) {
  return (
    <label className={styles.field}>
      <span>{label}</span>
      <input
        type="text"
        maxLength={maxLength}
        autoComplete="off"
        dir="auto"
        value={value}
        onChange={({ target }) => {
          onValue(target.value);
        }}
      />
    </label>
  );
}
