'use client';

import { useMessages, useTranslations } from 'next-intl';
import { findingName } from '#lib/i18n/sentences.ts';
import type { OperatingPoint, TriageScore } from '#lib/findings/finding.ts';
import type { FindingView } from '#lib/pipeline/views.ts';
import { FindingDecision } from './finding-decision.tsx';
import { Percent, useProbabilityText } from './figures.tsx';
import styles from './finding-list.module.css';
import { PresenceMark } from './marks.tsx';
import { ProbabilityBar } from './probability-bar.tsx';
import { TriageLine } from './triage-line.tsx';
import type { Review } from './use-review.ts';

export interface FindingListProps {
  /** In reading order (`inReadingOrder`). */
  readonly findings: readonly FindingView[];
  readonly triage: TriageScore | undefined;
  readonly filmCount: number;
  readonly shown: FindingView | undefined;
  /** Shows the finding's map, or none where it is shown already. */
  readonly onToggle: (finding: FindingView) => void;
  readonly modelCardUrl: string;
  readonly review: Review;
}

export function FindingList({
  findings,
  triage,
  filmCount,
  shown,
  onToggle,
  modelCardUrl,
  review,
}: FindingListProps) {
  const t = useTranslations('result');
  const card = useTranslations('modelCard');
  const present = findings.filter(({ presence }) => presence === 'present').length;
  return (
    <section className={styles.panel} aria-labelledby="findings-title">
      <div className={styles.head}>
        <h2 id="findings-title" className={styles.title}>
          {t('title')}
        </h2>
        <p className={styles.count}>
          {findings.length === 0 ? t('noFindings') : t('presentCount', { count: present })}
        </p>
      </div>
      {triage !== undefined && <TriageLine score={triage} />}
      <ul className={styles.list}>
        {findings.map((finding) => (
          <Finding
            key={`${finding.label}-${finding.filmIndex}`}
            finding={finding}
            filmCount={filmCount}
            shown={finding === shown}
            onToggle={onToggle}
            review={review}
          />
        ))}
      </ul>
      <p className={styles.note}>
        {t('legendBar')} {t('accuracyNote')}
      </p>
      <p className={styles.note}>{t('notExcluded')}</p>
      <p>
        <a href={modelCardUrl}>{card('link')}</a>
      </p>
    </section>
  );
}

interface FindingProps {
  readonly finding: FindingView;
  readonly filmCount: number;
  readonly shown: boolean;
  readonly onToggle: (finding: FindingView) => void;
  readonly review: Review;
}

function Finding({ finding, filmCount, shown, onToggle, review }: FindingProps) {
  const t = useTranslations();
  const name = findingName(useMessages(), finding);
  const probabilityText = useProbabilityText();
  const { name: pointName, point } = decidingPoint(finding);
  const { threshold } = point;
  return (
    <li className={styles.finding} data-presence={finding.presence} data-shown={shown}>
      <div className={styles.line}>
        <h3 className={styles.name}>{name}</h3>
        <p className={styles.words}>
          <strong className={styles.presence}>
            <PresenceMark presence={finding.presence} />
            {t(`presence.${finding.presence}`)}
          </strong>
          {finding.laterality !== undefined && <span>{t(`laterality.${finding.laterality}`)}</span>}
          {finding.zone !== undefined && <span>{t(`zone.${finding.zone}`)}</span>}
          {filmCount > 1 && <span>{t('result.onFilm', { number: String(finding.filmIndex + 1) })}</span>}
        </p>
      </div>
      <p className={styles.probability}>
        <span className="visuallyHidden">{t('result.probability')} </span>
        <bdi dir="ltr">{probabilityText(finding.probability, threshold)}</bdi>
      </p>
      <ProbabilityBar
        probability={finding.probability}
        thresholds={[finding.operatingPoint, finding.ruleOut].flatMap((each) => each?.threshold ?? [])}
        presence={finding.presence}
      />
      <Accuracy
        name={t(`result.${pointName}`)}
        point={point}
        thresholdText={probabilityText(threshold, finding.probability)}
      />
      {finding.heatMap === undefined ? (
        <p className={styles.noMap}>{t('result.noMap')}</p>
      ) : (
        <MapToggle
          name={name}
          shown={shown}
          onClick={() => {
            onToggle(finding);
          }}
        />
      )}
      <FindingDecision finding={finding} name={name} review={review} />
    </li>
  );
}

interface MapToggleProps {
  readonly name: string;
  readonly shown: boolean;
  readonly onClick: () => void;
}

function MapToggle({ name, shown, onClick }: MapToggleProps) {
  const t = useTranslations();
  return (
    <button type="button" className={styles.toggle} aria-pressed={shown} onClick={onClick}>
      <EyeMark open={shown} />
      <span aria-hidden="true">{t('film.overlay')}</span>
      <span className="visuallyHidden">{t('result.showMap', { finding: name })}</span>
    </button>
  );
}

/** What is called absent is measured by the point below which it lies, all else by the one that makes it present. */
function decidingPoint({ presence, operatingPoint, ruleOut }: FindingView) {
  return presence === 'absent' && ruleOut !== undefined
    ? ({ name: 'ruleOutPoint', point: ruleOut } as const)
    : ({ name: 'operatingPoint', point: operatingPoint } as const);
}

interface AccuracyProps {
  readonly name: string;
  readonly point: OperatingPoint;
  readonly thresholdText: string;
}

function Accuracy({ name, point, thresholdText }: AccuracyProps) {
  const t = useTranslations('result');
  return (
    <dl className={styles.accuracy}>
      <div>
        <dt>{name}</dt>
        <dd>
          <bdi dir="ltr">{thresholdText}</bdi>
        </dd>
      </div>
      <div>
        <dt>{t('sensitivity')}</dt>
        <dd>
          <Percent value={point.sensitivity} />
        </dd>
      </div>
      <div>
        <dt>{t('specificity')}</dt>
        <dd>
          <Percent value={point.specificity} />
        </dd>
      </div>
    </dl>
  );
}

function EyeMark({ open }: { readonly open: boolean }) {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path
        d="M1 8c2-3.3 4.3-5 7-5s5 1.7 7 5c-2 3.3-4.3 5-7 5s-5-1.7-7-5z"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
      />
      <circle
        cx="8"
        cy="8"
        r="2.3"
        fill={open ? 'currentColor' : 'none'}
        stroke="currentColor"
        strokeWidth="1.5"
      />
    </svg>
  );
}
