import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { CardDocument, ModelCardView } from '#lib/pipeline/view-model-card.ts';
import { CardElements } from './card-elements.tsx';
import { CardText, headingId } from './card-text.tsx';
import textStyles from './card-text.module.css';
import { CautionMark } from './marks.tsx';
import styles from './model-card.module.css';
import { Decimal, ModelFigures } from './model-figures.tsx';

export interface ModelCardProps {
  readonly view: ModelCardView;
  readonly launch: string;
}

/** What a model is worth: its manifest's figures in the reader's language, then its own card, word for word. */
export function ModelCard({ view, launch }: ModelCardProps) {
  const t = useTranslations();
  const { model, card } = view;
  return (
    <main id="content" className={styles.page}>
      <p>
        <a href={`/chart/${encodeURIComponent(launch)}`}>
          <span aria-hidden="true" className={styles.back}>
            ←
          </span>
          {t('app.backToChart')}
        </a>
      </p>
      <div className={styles.head}>
        <p className={styles.kind}>{t('modelCard.title')}</p>
        <h1>
          <bdi lang="en">{model.title}</bdi>
        </h1>
        <p className={styles.soft}>{t('modelCard.version', { version: model.version })}</p>
      </div>
      <Standing view={view} />
      <div className={styles.caution} role="note">
        <CautionMark size={28} />
        <p>
          <strong>
            <bdi lang="en">{model.regulatoryStatus}</bdi>
          </strong>
          <span>{t('studies.disclaimer')}</span>
        </p>
      </div>
      <Facts view={view} />
      <ModelFigures labels={view.labels} />
      <CardElements groups={view.elements} />
      {card.state === 'read' ? <OwnCard card={card} /> : <NoCard state={card.state} limits={model.limits} />}
    </main>
  );
}

/** Thresholds belong to one version of one model. */
function Standing({ view: { standing, asked, running } }: { readonly view: ModelCardView }) {
  const t = useTranslations('modelCard');
  if (standing === 'running') return null;
  const other = standing === 'stand-in' ? asked : running;
  const message = standing === 'stand-in' ? 'standIn' : 'superseded';
  return (
    <div className={styles.caution} role="note">
      <CautionMark size={28} />
      <p>
        <strong>{t(message, { model: other.id, version: other.version })}</strong>
      </p>
    </div>
  );
}

function Facts({ view: { model, measuredOn } }: { readonly view: ModelCardView }) {
  const t = useTranslations();
  const format = useFormatter();
  return (
    <dl className={styles.facts}>
      <Fact term={t('modelCard.intendedUse')}>
        <bdi lang="en">{model.intendedUse}</bdi>
      </Fact>
      {measuredOn !== undefined && (
        <>
          <Fact term={t('modelCard.measuredOn')}>
            <bdi lang="en">{measuredOn.description}</bdi>
          </Fact>
          <Fact term={t('modelCard.films')}>{format.number(measuredOn.films)}</Fact>
          <Fact term={t('modelCard.patients')}>{format.number(measuredOn.patients)}</Fact>
          <Fact term={t('modelCard.meanAuc')}>
            <Decimal value={measuredOn.meanAuc} />
          </Fact>
        </>
      )}
      <Fact term={t('model.id')}>
        <bdi>{model.id}</bdi>
      </Fact>
      <Fact term={t('model.hash')}>
        <bdi className={styles.hash}>{model.sha256}</bdi>
      </Fact>
      <Fact term={t('modelCard.licence')}>
        <bdi lang="en">{model.licence}</bdi>
      </Fact>
    </dl>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function OwnCard({ card }: { readonly card: CardDocument }) {
  const t = useTranslations('modelCard');
  const parts = card.blocks.flatMap((block, index) =>
    block.type === 'heading' && block['depth'] !== 1 ? [{ id: headingId(index), block }] : [],
  );
  return (
    <section className={styles.section} aria-labelledby="document-title">
      <h2 id="document-title">{t('document')}</h2>
      <p className={styles.soft}>{t('documentNote')}</p>
      <div className={styles.document} lang="en" dir="ltr">
        {parts.length > 2 && (
          <nav aria-labelledby="document-title">
            <ul className={styles.contents}>
              {parts.map(({ id, block }) => (
                <li key={id}>
                  <a href={`#${id}`}>{String(block['text'])}</a>
                </li>
              ))}
            </ul>
          </nav>
        )}
        <article className={textStyles.text}>
          <CardText blocks={card.blocks} pictureUrls={card.pictureUrls} />
        </article>
      </div>
    </section>
  );
}

function NoCard({
  state,
  limits,
}: {
  readonly state: 'missing' | 'unreadable';
  readonly limits: readonly string[];
}) {
  const t = useTranslations('modelCard');
  return (
    <section className={styles.section} aria-labelledby="limits-title">
      <h2 id="limits-title">{t('limits')}</h2>
      <ul className={styles.limits} lang="en" dir="ltr">
        {limits.map((limit) => (
          <li key={limit}>{limit}</li>
        ))}
      </ul>
      <p className={styles.absent}>{t(state)}</p>
    </section>
  );
}
