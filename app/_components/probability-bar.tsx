import type { Presence } from '#lib/findings/finding.ts';
import styles from './finding-list.module.css';

/** A picture of numbers that stand beside it as text: the probability, and the marks of the points that decide. */
export function ProbabilityBar({
  probability,
  thresholds,
  presence,
}: {
  readonly probability: number;
  readonly thresholds: readonly number[];
  readonly presence: Presence;
}) {
  return (
    <svg className={styles.bar} data-presence={presence} aria-hidden="true" focusable="false">
      <rect className={styles.track} x="0" y="6" width="100%" height="8" rx="4" />
      <rect className={styles.fill} x="0" y="6" width={`${probability * 100}%`} height="8" rx="4" />
      {thresholds.map((threshold) => (
        <Tick key={threshold} at={threshold} />
      ))}
    </svg>
  );
}

function Tick({ at }: { readonly at: number }) {
  const x = `${at * 100}%`;
  return (
    <>
      <rect className={styles.tickEdge} x={x} y="0" width="6" height="20" transform="translate(-3 0)" />
      <rect className={styles.tick} x={x} y="0" width="2.5" height="20" transform="translate(-1.25 0)" />
    </>
  );
}
