import { describe, expect, test } from 'vitest';
import { locales } from '#lib/i18n/locales.ts';
import { messagesOf } from '#lib/i18n/messages-of.ts';
import { createMessages } from '#lib/i18n/translate.ts';
import { FINDING_LABELS } from '#lib/standards/finding-codes.ts';

const english = flatten(messagesOf('en'));
const every = Object.fromEntries(
  [
    'identifier',
    'site',
    'study',
    'finding',
    'number',
    'view',
    'percent',
    'zone',
    'model',
    'version',
    'presence',
    'side',
  ]
    .concat(['signer', 'date', 'examination', 'probability', 'point', 'measured', 'population', 'before'])
    .concat(['device', 'hash', 'total', 'name', 'names', 'decision', 'comment'])
    .concat(['center', 'width', 'length', 'angle', 'mean', 'deviation'])
    .concat(['reason', 'findings', 'threshold', 'sensitivity', 'specificity', 'value', 'seconds'])
    .map((name) => [name, 'X']),
);

describe.each(locales)('%s', (locale) => {
  const own = flatten(messagesOf(locale));

  test('has every message, none empty', () => {
    expect([...own.keys()].sort()).toEqual([...english.keys()].sort());
    expect([...own.values()].filter((text) => text.trim() === '')).toEqual([]);
  });

  test('names the same arguments as English', () => {
    for (const [key, text] of english)
      expect(argumentsOf(own.get(key) ?? ''), key).toEqual(argumentsOf(text));
  });

  test('formats every message, with every number that its plurals tell apart', () => {
    const { t } = createMessages(locale);
    const format = t as unknown as (key: string, values: Record<string, string | number>) => string;
    for (const key of own.keys())
      for (const count of [0, 1, 2, 3, 11, 100, 1_000_000])
        expect(format(key, { ...every, count }), key).not.toMatch(/[{}]/);
  });

  test('names every finding that the product reports', () => {
    expect(Object.keys(messagesOf(locale).finding).sort()).toEqual([...FINDING_LABELS].sort());
  });
});

test('a language that is written is not left in English', () => {
  for (const locale of locales.filter((one) => one !== 'en')) {
    const same = [...flatten(messagesOf(locale).problems)].filter(
      ([key, text]) => english.get(`problems.${key}`) === text,
    );
    expect(same).toEqual([]);
  }
});

test('in Arabic every inserted name, id, date and number is isolated', () => {
  for (const [key, text] of flatten(messagesOf('ar')))
    for (const match of text.matchAll(/\{\w+\}/g)) {
      expect(text[match.index - 1], key).toBe('\u2068');
      expect(text[match.index + match[0].length], key).toBe('\u2069');
    }
});

test('in French no line breaks before a mark or within quotation marks', () => {
  const french = [...flatten(messagesOf('fr')).values()];
  expect(french.filter((text) => / [;:?!%»]|« /.test(text))).toEqual([]);
  expect(messagesOf('fr').report.limits.listedOnly).toContain('«\u00a0Absence\u00a0»');
});

function flatten(node: object, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(node).flatMap(([key, value]) =>
      typeof value === 'string'
        ? [[prefix + key, value] as const]
        : [...flatten(value as object, `${prefix}${key}.`)],
    ),
  );
}

/** Names of the arguments; a plural's branches hold words, not arguments, so only what opens an argument counts. */
function argumentsOf(text: string): string[] {
  const plural = /^[^{]*\{(\w+), plural,/.exec(text)?.[1];
  if (plural !== undefined) return [plural];
  return [...new Set([...text.matchAll(/\{(\w+)/g)].map((match) => match[1] ?? ''))].sort();
}
