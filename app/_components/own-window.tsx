import { useTranslations } from 'next-intl';
import actions from './action-link.module.css';
import { ProblemSheet } from './problem.tsx';

/** In a frame whose cookies the browser does not keep: the way out of the frame. */
export function OwnWindow({ address }: { readonly address: string }) {
  const t = useTranslations('ownWindow');
  return (
    <ProblemSheet title={t('title')}>
      <p>{t('text')}</p>
      <p>
        <a className={actions.primary} href={address} target="_blank" rel="noopener">
          {t('open')}
        </a>
      </p>
    </ProblemSheet>
  );
}
