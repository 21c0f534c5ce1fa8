import { useMessages, useTranslations } from 'next-intl';
import { findingName } from '#lib/i18n/sentences.ts';
import type { AnalysisState, AnalysisSummary, ChartView, StudyRow } from '#lib/pipeline/views.ts';
import actions from './action-link.module.css';
import { AnalyseButton } from './analyse-button.tsx';
import { DateText, Isolated } from './figures.tsx';
import { PresenceMark, StateMark } from './marks.tsx';
import { ProblemText } from './problem-text.tsx';
import { stateWords } from './state-words.ts';
import styles from './study-list.module.css';
import { WithheldNotice } from './withheld-notice.tsx';

export interface StudyListProps {
  readonly chart: ChartView;
  readonly launch: string;
  /** The study that the launch was about, by its key. */
  readonly chosen?: string | undefined;
}

/** The launched patient's imaging studies, and how far the AI is with each. */
export function StudyList({ chart, launch, chosen }: StudyListProps) {
  const { studies, withheld } = chart;
  const t = useTranslations('studies');
  const card = useTranslations('modelCard');
  return (
    <main id="content" className={styles.page}>
      <div className={styles.head}>
        <h1 className={styles.title}>{t('title')}</h1>
        <p className={styles.count}>{t('count', { count: studies.length })}</p>
      </div>
      <WithheldNotice withheld={withheld} />
      {chosen !== undefined && !studies.some(({ key }) => key === chosen) && (
        <p role="status" className={styles.withheld}>
          {t('notAmong')}
        </p>
      )}
      {studies.length === 0 ? (
        <Empty launch={launch} />
      ) : (
        <ul className={styles.list}>
          {chosenFirst(studies, chosen).map((study) => (
            <Study key={study.key} study={study} launch={launch} isChosen={study.key === chosen} />
          ))}
        </ul>
      )}
      <p className={styles.note}>
        {t('disclaimer')} <a href={chart.model.cardUrl}>{card('link')}</a>
      </p>
    </main>
  );
}

function Empty({ launch }: { readonly launch: string }) {
  const t = useTranslations('studies');
  return (
    <div className={styles.empty}>
      <h2>{t('emptyTitle')}</h2>
      <p>{t('emptyText')}</p>
      <a className={actions.quiet} href={`/chart/${encodeURIComponent(launch)}`}>
        {t('emptyAction')}
      </a>
    </div>
  );
}

function chosenFirst(studies: readonly StudyRow[], chosen: string | undefined): readonly StudyRow[] {
  return studies.toSorted((a, b) => Number(b.key === chosen) - Number(a.key === chosen));
}

interface StudyProps {
  readonly study: StudyRow;
  readonly launch: string;
  readonly isChosen: boolean;
}

function Study({ study, launch, isChosen }: StudyProps) {
  const t = useTranslations('studies');
  const name = study.description ?? t('untitled');
  return (
    <li className={styles.study} {...(isChosen && { 'data-chosen': true })}>
      <div className={styles.what}>
        <h2 className={styles.name}>
          <Isolated>{name}</Isolated>
        </h2>
        {isChosen && <p className={styles.chosen}>{t('chosen')}</p>}
        <p className={styles.date}>
          {study.started === undefined ? t('noDate') : <DateText value={study.started} />}
        </p>
      </div>
      <dl className={styles.facts}>
        <div>
          <dt>{t('modality')}</dt>
          <dd>
            <bdi>{study.modalities.length === 0 ? '–' : study.modalities.join(', ')}</bdi>
          </dd>
        </div>
        <div>
          <dt>{t('images')}</dt>
          <dd>{study.instanceCount ?? '–'}</dd>
        </div>
        <div>
          <dt>{t('accession')}</dt>
          <dd className={styles.identifier}>
            <bdi>{study.accessionNumber ?? '–'}</bdi>
          </dd>
        </div>
      </dl>
      <div className={styles.analysis}>
        {study.analysis === undefined ? (
          <p className={styles.none}>{t('notAnalysed')}</p>
        ) : (
          <Analysis analysis={study.analysis} />
        )}
      </div>
      <div className={styles.actions}>
        <Actions study={study} launch={launch} name={name} />
      </div>
    </li>
  );
}

function Analysis({ analysis }: { readonly analysis: AnalysisSummary }) {
  const t = useTranslations();
  const messages = useMessages();
  return (
    <>
      <p className={styles.state} data-state={analysis.state}>
        <StateMark state={analysis.isWithdrawn === true ? 'refused' : analysis.state} />
        {t(`state.${stateWords(analysis)}`)}
      </p>
      {showsFindings(analysis) && (
        <ul className={styles.findings}>
          {analysis.presentFindings.length === 0 && (
            <li>{t(analysis.signedAs === undefined ? 'studies.noneFound' : 'studies.noneSigned')}</li>
          )}
          {analysis.presentFindings.map((finding) => (
            <li key={finding.label} className={styles.finding}>
              <PresenceMark presence="present" />
              <Isolated>{findingName(messages, finding)}</Isolated>
            </li>
          ))}
        </ul>
      )}
      {analysis.problem !== undefined && (
        <div className={styles.problem}>
          <ProblemText problem={analysis.problem} nothingFiled={endedWithoutResult(analysis.state)} />
        </div>
      )}
    </>
  );
}

function Actions({
  study,
  launch,
  name,
}: {
  readonly study: StudyRow;
  readonly launch: string;
  readonly name: string;
}) {
  const t = useTranslations('studies');
  const state = study.analysis?.state;
  const mayStart = state === undefined || endedWithoutResult(state) || study.analysis?.isWithdrawn === true;
  return (
    <>
      {state !== undefined && (
        <a
          className={actions.primary}
          href={`/studies/${encodeURIComponent(launch)}/${encodeURIComponent(study.key)}`}
        >
          {t(linkWords(state))}
          <span className="visuallyHidden"> {t('openStudy', { study: name })}</span>
        </a>
      )}
      {mayStart && (
        <AnalyseButton launch={launch} studyKey={study.key} studyName={name} again={state !== undefined} />
      )}
    </>
  );
}

/** Findings are named only where they stand in a written result: never for a declined, failed or unfinished one. */
function showsFindings({ state, isWithdrawn }: AnalysisSummary): boolean {
  if (isWithdrawn === true) return false;
  return state === 'completed' || state === 'undelivered' || state === 'delivering';
}

function linkWords(state: AnalysisState): 'openResult' | 'openReason' | 'openProgress' {
  if (endedWithoutResult(state)) return 'openReason';
  return state === 'completed' || state === 'undelivered' ? 'openResult' : 'openProgress';
}

/** Only then may it be asked for again: a study that has a result keeps it, and is filed once. */
function endedWithoutResult(state: AnalysisState): boolean {
  return state === 'refused' || state === 'failed';
}
