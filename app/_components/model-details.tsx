import { useTranslations } from 'next-intl';
import type { ModelVersion, ModelView } from '#lib/pipeline/views.ts';
import styles from './analysis-page.module.css';

export interface ModelDetailsProps {
  readonly madeBy: ModelVersion;
  readonly model?: ModelView | undefined;
}

export function ModelDetails({ madeBy, model }: ModelDetailsProps) {
  const t = useTranslations();
  const { id, version, cardUrl } = madeBy;
  const rows = [
    ...(model === undefined ? [] : [[t('model.name'), model.title] as const]),
    [t('model.id'), id],
    [t('model.version'), version],
    ...(model === undefined ? [] : describe(model, t)),
  ] as const;
  return (
    <div className={styles.model}>
      <a href={cardUrl}>{t('modelCard.link')}</a>
      <details className={styles.details}>
        <summary>
          {t('model.title')}{' '}
          <span className={styles.soft}>
            <bdi>
              {model?.title ?? id} {version}
            </bdi>
          </span>
        </summary>
        <dl>
          {rows.map(([term, value]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ))}
        </dl>
      </details>
    </div>
  );
}

function describe(
  { sha256, regulatoryStatus, execution }: ModelView,
  t: ReturnType<typeof useTranslations<never>>,
): (readonly [string, string])[] {
  const ranOn = execution && `${execution.device} (${execution.provider}, ${execution.precision})`;
  return [
    [t('model.hash'), sha256],
    ...(ranOn === undefined ? [] : [[t('model.ranOn'), ranOn] as const]),
    [t('model.status'), regulatoryStatus],
  ];
}
