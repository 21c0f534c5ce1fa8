import { useFormatter, useTranslations } from 'next-intl';
import type { AnalysisView, StepView } from '#lib/pipeline/views.ts';
import { DateText } from './figures.tsx';
import { StateMark, StepMark } from './marks.tsx';
import styles from './progress-steps.module.css';
import { stateWords } from './state-words.ts';

/** Where the analysis stands: its state in words (announced politely), and each step with its time. */
export function ProgressSteps({ view }: { readonly view: AnalysisView }) {
  const t = useTranslations();
  return (
    <section className={styles.progress} aria-label={t('progress.region')}>
      <div className={styles.head}>
        <p className={styles.state} role="status">
          <StateMark state={view.state} />
          {t(`state.${stateWords(view)}`)}
        </p>
        <p className={styles.origin}>
          {view.origin === 'order' ? t('progress.startedFromOrder') : t('progress.startedFromChart')} ·{' '}
          <DateText value={view.startedAt} />
          <Duration view={view} />
        </p>
      </div>
      <ol className={styles.steps} aria-label={t('progress.stepsCaption')}>
        {view.steps.map((step) => (
          <Step key={step.name} step={step} />
        ))}
      </ol>
      {view.finishedAt === undefined && <p className={styles.hint}>{t('progress.runningHint')}</p>}
    </section>
  );
}

function Duration({ view }: { readonly view: AnalysisView }) {
  const t = useTranslations('progress');
  const format = useFormatter();
  if (view.finishedAt === undefined) return null;
  const seconds = (Date.parse(view.finishedAt) - Date.parse(view.startedAt)) / 1000;
  return <> · {t('finishedIn', { seconds: format.number(seconds, { maximumFractionDigits: 1 }) })}</>;
}

function Step({ step }: { readonly step: StepView }) {
  const t = useTranslations();
  return (
    <li
      className={styles.step}
      data-state={step.state}
      aria-current={step.state === 'running' ? 'step' : undefined}
    >
      <StepMark state={step.state} />
      <span className={styles.name}>{t(`step.${step.name}`)}</span>
      <span className={styles.time}>
        <StepTime step={step} />
      </span>
    </li>
  );
}

function StepTime({ step }: { readonly step: StepView }) {
  const t = useTranslations();
  const format = useFormatter();
  const ms = step.milliseconds;
  if (ms === undefined) return t(`stepState.${step.state}`);
  return (
    <>
      {step.state !== 'done' && <>{t(`stepState.${step.state}`)} · </>}
      {step.state === 'done' && <span className="visuallyHidden">{t('stepState.done')} </span>}
      {ms < 1000
        ? t('progress.milliseconds', { value: format.number(Math.round(ms)) })
        : t('progress.seconds', { value: format.number(ms / 1000, { maximumFractionDigits: 1 }) })}
    </>
  );
}
