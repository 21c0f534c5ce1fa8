import { useMessages, useTranslations } from 'next-intl';
import { problemParts, viewName } from '#lib/i18n/sentences.ts';
import type { FilmView } from '#lib/pipeline/views.ts';
import styles from './analysis-page.module.css';

export interface RefusedFilmsProps {
  readonly films: readonly FilmView[];
  /** Whether to say what can be done: not where another film of the study was analysed. */
  readonly withAdvice: boolean;
}

/** Each film that was declined, with the reason in sentences. */
export function RefusedFilms({ films, withAdvice }: RefusedFilmsProps) {
  const t = useTranslations('film');
  const messages = useMessages();
  const refused = films.filter(({ outcome }) => outcome === 'refused');
  if (refused.length === 0) return null;
  return (
    <section className={styles.section} aria-labelledby="refused-title">
      <h2 id="refused-title">{t('refusedTitle')}</h2>
      <ul className={styles.refusals}>
        {refused.map((film) => {
          const { what, todo } = problemParts(messages, film.reason ?? 'unexpected');
          return (
            <li key={film.index}>
              <strong>
                {t('titleWithView', { number: String(film.index + 1), view: viewName(messages, film.view) })}
              </strong>
              <span>
                {what} {withAdvice && todo}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
