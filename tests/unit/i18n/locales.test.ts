import { describe, expect, test } from 'vitest';
import { directionOf, formattingTag, locales, pickLocale } from '#lib/i18n/locales.ts';

describe('the language of a page', () => {
  test('is the one chosen before, whatever the browser says', () => {
    expect(pickLocale({ chosen: 'ko', acceptLanguage: 'ar' })).toBe('ko');
  });

  test('is the most wanted one that has messages', () => {
    expect(pickLocale({ acceptLanguage: 'fi, es-MX;q=0.4, ar-EG;q=0.9, en;q=0.1' })).toBe('ar');
  });

  test('is never one that the browser refuses', () => {
    expect(pickLocale({ acceptLanguage: 'ar;q=0, es;q=0.2' })).toBe('es');
  });

  test.each([undefined, null, '', '*', ';;,=', 'tlh'])(
    'is English where nothing fits (%s)',
    (acceptLanguage) => {
      expect(pickLocale({ chosen: 'no-such', acceptLanguage })).toBe('en');
    },
  );

  test('Arabic runs right to left', () => {
    expect(directionOf('ar')).toBe('rtl');
    expect(directionOf('ko')).toBe('ltr');
  });

  test('a tag for formatting leads back to its language', () => {
    expect(formattingTag('pt')).toBe('pt-BR');
    for (const locale of locales) expect(pickLocale({ acceptLanguage: formattingTag(locale) })).toBe(locale);
  });
});
