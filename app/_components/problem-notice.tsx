import { useTranslations } from 'next-intl';
import type { AnalysisView } from '#lib/pipeline/views.ts';
import { CautionMark } from './marks.tsx';
import { ProblemText } from './problem-text.tsx';
import styles from './problem.module.css';

/** The end of an analysis that did not go well, in the page where it was watched. */
export function ProblemNotice({ view }: { readonly view: AnalysisView }) {
  const t = useTranslations('problem');
  const title = titleOf(view.state);
  if (title === undefined) return null;
  return (
    <section className={styles.notice} data-tone={view.state} aria-labelledby="problem-title">
      <CautionMark size={24} />
      <div className={styles.text}>
        <h2 id="problem-title" className={styles.noticeTitle}>
          {t(title)}
        </h2>
        <ProblemText
          problem={view.problem ?? { code: 'unexpected', supportId: '' }}
          nothingFiled={view.state === 'refused' || view.state === 'failed'}
        />
      </div>
    </section>
  );
}

function titleOf(
  state: AnalysisView['state'],
): 'titleDeclined' | 'titleFailed' | 'titleUndelivered' | undefined {
  if (state === 'refused') return 'titleDeclined';
  if (state === 'failed') return 'titleFailed';
  return state === 'undelivered' ? 'titleUndelivered' : undefined;
}
