/** The languages that have messages. A new one: its file in messages/, then one line here and in messages-of.ts. */
export const locales = ['en', 'ko', 'es', 'ar', 'pt', 'fr', 'de', 'it'] as const;
export type Locale = (typeof locales)[number];
export type Direction = 'ltr' | 'rtl';

export const defaultLocale: Locale = 'en';
export const localeCookie = 'sightline-locale';

/** Each language in its own words, for the language switch. */
export const localeNames: Readonly<Record<Locale, string>> = {
  en: 'English',
  ko: '한국어',
  es: 'Español',
  ar: 'العربية',
  pt: 'Português (Brasil)',
  fr: 'Français',
  de: 'Deutsch',
  it: 'Italiano',
};

const rightToLeft: ReadonlySet<Locale> = new Set<Locale>(['ar']);

export function isLocale(value: unknown): value is Locale {
  return locales.some((locale) => locale === value);
}

export function directionOf(locale: Locale): Direction {
  return rightToLeft.has(locale) ? 'rtl' : 'ltr';
}

/** Arabic is pinned to Latin digits, so that measures read the same beside the film and in HL7. */
const formattingTags: Readonly<Partial<Record<Locale, string>>> = {
  ar: 'ar-u-nu-latn',
  pt: 'pt-BR',
};

/** The tag for Intl. */
export function formattingTag(locale: Locale): string {
  return formattingTags[locale] ?? locale;
}

/** A choice made earlier (cookie or site) wins, then Accept-Language (RFC 9110 section 12.5.4), then English. */
export function pickLocale(wishes: {
  chosen?: string | undefined;
  acceptLanguage?: string | null | undefined;
}): Locale {
  if (isLocale(wishes.chosen)) return wishes.chosen;
  return parseAcceptLanguage(wishes.acceptLanguage ?? '').find(isLocale) ?? defaultLocale;
}

/** Primary language subtags, the most wanted first; q=0 means unwanted. */
function parseAcceptLanguage(header: string): string[] {
  return header
    .split(',')
    .map((range) => {
      const [tag = '', ...parameters] = range.trim().split(';');
      const quality = parameters.map((p) => /^\s*q=([\d.]+)\s*$/i.exec(p)?.[1]).find((q) => q !== undefined);
      return {
        language: tag.split('-')[0]?.toLowerCase() ?? '',
        quality: quality === undefined ? 1 : Number(quality),
      };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ language }) => language);
}
