import { describe, expect, test } from 'vitest';
import { locales } from '#lib/i18n/locales.ts';
import { messagesOf } from '#lib/i18n/messages-of.ts';
import { findingName, viewName } from '#lib/i18n/sentences.ts';
import { createMessages } from '#lib/i18n/translate.ts';

describe('a problem in words', () => {
  test('says that nothing was filed only where the caller knows it', () => {
    const { problem } = createMessages('en');
    expect(problem('archive-unreachable', { nothingFiled: true })).toContain('No result was filed.');
    expect(problem('archive-unreachable')).not.toContain('filed');
  });

  test.each(locales)('is a sentence in %s for a code that nobody foresaw', (locale) => {
    const { problem } = createMessages(locale);
    expect(problem('not-a-code')).toBe(problem('unexpected'));
    expect(problem('constructor')).toBe(problem('unexpected'));
  });
});

test('the AI statement names the model and says preliminary, research use and not cleared', () => {
  const statement = createMessages('en').t('report.aiStatement', {
    model: 'sightline-cxr',
    version: '0.1.0',
  });
  for (const words of ['artificial intelligence', 'sightline-cxr', '0.1.0', 'Preliminary', 'not cleared'])
    expect(statement).toContain(words);
});

test('a missing message or argument throws instead of showing its key', () => {
  const format = createMessages('en').t as unknown as (key: string) => string;
  expect(() => format('no.such.key')).toThrow();
  expect(() => format('report.aiStatement')).toThrow();
});

test('Arabic keeps Latin digits and isolates what is inserted', () => {
  const { format, isolate } = createMessages('ar');
  expect(format.number(87)).toBe('87');
  expect(isolate('2026-03-14')).toBe('\u20682026-03-14\u2069');
  expect(createMessages('en').isolate('2026-03-14')).toBe('2026-03-14');
});

test('names that have no words yet show as they stand', () => {
  expect(findingName(messagesOf('ko'), { label: 'toString' })).toBe('toString');
  expect(findingName(messagesOf('ko'), { label: 'rib-fracture', ownName: 'Rib fracture' })).toBe(
    'Rib fracture',
  );
  expect(viewName(messagesOf('en'), undefined)).toBe('View not stated');
  expect(viewName(messagesOf('en'), 'LLO')).toBe('LLO');
});
