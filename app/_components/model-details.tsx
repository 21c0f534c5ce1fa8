import { useTranslations } from 'next-intl';
import type { ModelView } from '#lib/pipeline/views.ts';
import styles from './analysis-page.module.css';

export function ModelDetails({ model }: { readonly model: ModelView }) {
  const t = useTranslations('model');
  const rows = [
    [t('name'), model.title],
    [t('id'), model.id],
    [t('version'), model.version],
    [t('hash'), model.sha256],
    ...(model.execution === undefined ? [] : [[t('ranOn'), describe(model.execution)] as const]),
    [t('status'), model.regulatoryStatus],
  ] as const;
  return (
    <details className={styles.details}>
      <summary>
        {t('title')}{' '}
        <span className={styles.soft}>
          <bdi>
            {model.title} {model.version}
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
  );
}

function describe({ device, provider, precision }: NonNullable<ModelView['execution']>): string {
  return `${device} (${provider}, ${precision})`;
}
