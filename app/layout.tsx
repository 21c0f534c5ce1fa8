import type { Metadata, Viewport } from 'next';
import { NextIntlClientProvider, useLocale, useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import '@mantine/core/styles/baseline.css';
import '@mantine/core/styles/default-css-variables.css';
import '@mantine/core/styles/UnstyledButton.css';
import '@mantine/core/styles/Loader.css';
import '@mantine/core/styles/Button.css';
import '@mantine/core/styles/Slider.css';
import './globals.css';
import { directionOf, pickLocale } from '#lib/i18n/locales.ts';
import { LanguageSwitch } from './_components/language-switch.tsx';
import { Providers } from './_components/providers.tsx';

/** Titles name the product only: a title lands in histories, task bars and screen shares. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return {
    title: t('app.name'),
    description: t('app.tagline'),
    // The referrer policy is the header's alone (proxy.ts): a tag here would override it.
    robots: 'noindex, nofollow',
  };
}

export const viewport: Viewport = { width: 'device-width', initialScale: 1, colorScheme: 'light dark' };

export default function RootLayout({ children }: { readonly children: ReactNode }) {
  const t = useTranslations();
  // The formatting tag ('ar-u-nu-latn') is no language to announce: the page says 'ar'.
  const locale = pickLocale({ acceptLanguage: useLocale() });
  const direction = directionOf(locale);
  return (
    <html lang={locale} dir={direction} data-mantine-color-scheme="light">
      <body>
        <a className="skipLink" href="#content">
          {t('app.skipToContent')}
        </a>
        <NextIntlClientProvider>
          <Providers direction={direction}>
            {children}
            <LanguageSwitch current={locale} />
          </Providers>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
