import type { Presence } from '#lib/findings/finding.ts';
import styles from './finding-list.module.css';

/** A picture of two numbers that stand beside it as text: the probability, and the mark of the operating point. */
export function ProbabilityBar({
  probability,
  threshold,
  presence,
}: {
  readonly probability: number;
  readonly threshold: number;
  readonly presence: Presence;
}) {
  return (
    <svg className={styles.bar} data-presence={presence} aria-hidden="true" focusable="false">
      <rect className={styles.track} x="0" y="6" width="100%" height="8" rx="4" />
      <rect className={styles.fill} x="0" y="6" width={`${probability * 100}%`} height="8" rx="4" />
      <rect
        className={styles.tickEdge}
        x={`${threshold * 100}%`}
        y="0"
        width="6"
        height="20"
        transform="translate(-3 0)"
      />
      <rect
        className={styles.tick}
        x={`${threshold * 100}%`}
        y="0"
        width="2.5"
        height="20"
        transform="translate(-1.25 0)"
      />
    </svg>
  );
}
