'use client';

import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { directionOf, localeNames, locales, type Locale } from '#lib/i18n/locales.ts';
import styles from './language-switch.module.css';

/** Plain links: works without scripts, and a full load so that the server renders the other language. */
export function LanguageSwitch({ current }: { readonly current: Locale }) {
  const t = useTranslations('app');
  const back = encodeURIComponent(usePathname());
  return (
    <footer className={styles.footer}>
      <p className={styles.mark}>
        {t('name')} · {t('mark')}
      </p>
      <nav aria-label={t('language')}>
        <ul className={styles.list}>
          {locales.map((locale) => (
            <li key={locale}>
              <a
                className={styles.link}
                href={`/api/locale?to=${locale}&back=${back}`}
                hrefLang={locale}
                lang={locale}
                dir={directionOf(locale)}
                aria-current={locale === current ? 'true' : undefined}
              >
                {localeNames[locale]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </footer>
  );
}
