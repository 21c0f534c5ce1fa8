import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { locales } from '#lib/i18n/locales.ts';
import { messagesOf } from '#lib/i18n/messages-of.ts';

/** Codes that no page, summary or report can show, and why. */
const NEVER_SHOWN: Readonly<Record<string, string>> = {
  'attempt-superseded': 'another worker has the analysis and goes on with it; nothing is recorded',
  'migration-failed': 'ends the process at its start; the operator reads the log',
  'model-not-measured': 'ends the worker at its start; the operator reads the log',
  'model-version-taken': 'told by `npm run ops -- models add`',
  'model-not-installable': 'told by `npm run ops -- models add`',
  'order-not-kept': 'goes to the HL7 engine in ERR and MSA, and the engine sends the order again',
};
/** Sentences whose code is written by a command, or stands for every unforeseen fault. */
const SPOKEN_ELSEWHERE = new Set(['unexpected', 'analysis-timed-out']);

const QUOTED = /'([a-z]+(?:-[a-z0-9]+)+)'/g;
/** Where a code is written down: the first argument of an error, and what the database keeps of it. */
const CODE_PLACES = [
  /new (?:App|Inference)Error\(([^,]+),/g,
  /\brefused\(([^)]*)\)/g,
  /problem_code: ('[^']+')/g,
  // A code that an expression gives and a variable carries.
  /const code = ([^;]+);/g,
];

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('i18n'))
    .map((file) => readFileSync(join(folder, file), 'utf8'));
}

function quotedIn(text: string): string[] {
  return [...text.matchAll(QUOTED)].map(([, code = '']) => code);
}

const all = ['lib', 'inference', 'app'].flatMap(sources);
const thrown = all.flatMap((text) =>
  CODE_PLACES.flatMap((place) =>
    [...text.matchAll(place)].flatMap(([, argument = '']) => quotedIn(argument)),
  ),
);
const gate = readFileSync('inference/gate/accept-film.ts', 'utf8');
const refusals = quotedIn(/export type RefusalReason =([^;]+);/.exec(gate)?.[1] ?? '');
const codes = [...new Set([...thrown, ...refusals])].filter((code) => !Object.hasOwn(NEVER_SHOWN, code));

test('codes are found where they are thrown and where a film is refused', () => {
  expect(codes).toEqual(
    expect.arrayContaining([
      'patient-mismatch',
      'film-truncated',
      'multi-frame',
      'order-cancelled',
      'model-broken',
    ]),
  );
  expect(refusals.length).toBeGreaterThanOrEqual(8);
  expect(codes.length).toBeGreaterThan(60);
});

describe.each(locales)('%s', (locale) => {
  const problems: Readonly<Record<string, { what: string; todo: string }>> = messagesOf(locale).problems;

  test('every code that can be shown has a sentence of its own', () => {
    expect(codes.filter((code) => !Object.hasOwn(problems, code))).toEqual([]);
  });

  test('no two refusals of a film read the same', () => {
    const sentences = refusals.map((reason) => problems[reason]?.what);
    expect(new Set(sentences).size).toBe(refusals.length);
  });
});

test('no sentence is left over from a code that is gone', () => {
  const literals = new Set(all.flatMap(quotedIn));
  const left = Object.keys(messagesOf('en').problems).filter(
    (code) => !literals.has(code) && !SPOKEN_ELSEWHERE.has(code),
  );
  expect(left).toEqual([]);
});
