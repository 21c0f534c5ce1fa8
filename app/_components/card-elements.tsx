import { useFormatter, useTranslations } from 'next-intl';
import type { ModelCardView } from '#lib/pipeline/view-model-card.ts';
import styles from './model-card.module.css';

export interface CardElementsProps {
  readonly groups: ModelCardView['elements'];
}

/** The elements of CHAI's and HL7's cards: their names in the reader's language, the package's words as they stand. */
export function CardElements({ groups }: CardElementsProps) {
  const t = useTranslations('cardElements');
  return (
    <section className={styles.section} aria-labelledby="elements-title">
      <h2 id="elements-title">{t('title')}</h2>
      <p className={styles.soft}>{t('note')}</p>
      {groups.map((group) => (
        <Group key={group.group} group={group} />
      ))}
    </section>
  );
}

function Group({
  group: { group, elements, missing },
}: {
  readonly group: CardElementsProps['groups'][number];
}) {
  const t = useTranslations('cardElements');
  const format = useFormatter();
  const names = missing.map((name) => t(`name.${name}`));
  return (
    <details className={styles.group}>
      <summary>{t(`group.${group}`)}</summary>
      <dl className={styles.facts}>
        {elements.map(({ name, said }) => (
          <div key={name}>
            <dt>{t(`name.${name}`)}</dt>
            <dd lang="en" dir="ltr">
              <Said said={said} />
            </dd>
          </div>
        ))}
        {names.length > 0 && (
          <div>
            <dt>{t('notStated')}</dt>
            <dd>{format.list(names)}</dd>
          </div>
        )}
      </dl>
    </details>
  );
}

function Said({ said }: { readonly said: readonly string[] }) {
  if (said.length === 1) return said[0];
  return (
    <ul className={styles.said}>
      {said.map((each) => (
        <li key={each}>{each}</li>
      ))}
    </ul>
  );
}
