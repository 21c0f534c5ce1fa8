import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Locale, locales } from '#lib/i18n/locales.ts';
import { typeset } from '#lib/platform/typesetter.ts';
import { writePdf } from '#lib/results/pdf/write-pdf.ts';
import type { StudyResult } from '#lib/results/study-result.ts';
import { writeAiStatement } from '#lib/results/write-ai-statement.ts';
import { writeReportText } from '#lib/results/write-report-text.ts';
import { modelsOwnConcept } from '#lib/standards/finding-codes.ts';
import type { StudyInstanceUid } from '#lib/standards/identifiers.ts';
import { canRunVeraPdf, validatePdfA } from '#tests/peers/verapdf/verapdf.ts';
import {
  bareResult,
  comparedResult,
  findingFixture,
  orderedResult,
  regionResult,
  resultOf,
  statuses,
} from '#tests/support/study-result-fixture.ts';

/** Poppler reads what a clinician's viewer would copy; veraPDF says whether it is PDF/A-2a. */
const poppler = spawnSync('pdftotext', ['-v']).status === 0;
const folder = mkdtempSync(join(tmpdir(), 'sightline-pdf-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function writeFile(name: string, result: StudyResult, locale: Locale = 'en'): Promise<string> {
  const report = writeReportText(result, writeAiStatement(result, locale), locale);
  const file = join(folder, `${name}.pdf`);
  writeFileSync(file, await writePdf(result, report, typeset));
  return file;
}

function ask(program: string, ...args: string[]): string {
  const { stdout, status } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} failed`);
  return stdout;
}

/** Without spaces, line ends and bidi marks: readers guess the first two from distances, and add marks of their own. */
function squash(text: string): string {
  return text.normalize('NFKC').replace(/[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '');
}

/** Every word that stands in these lines. */
function wordsOf(lines: readonly string[]): string[] {
  return lines.flatMap((line) => line.split(/[\s\u2066-\u2069:;,.()،؛]+/)).filter((word) => word.length > 1);
}

/** Marks over and under Arabic letters, whose order readers change. */
function withoutMarks(text: string): string {
  return text.normalize('NFKD').replace(/\p{Mn}/gu, '');
}

const manyFindings: StudyResult = {
  ...orderedResult,
  findings: Array.from({ length: 45 }, (_, index) => ({
    ...findingFixture('nodule', 0.9, 0.3),
    label: `own-${index}`,
    concept: modelsOwnConcept('own', `own-${index}`, { text: `Own finding ${index}`, codings: [] }),
  })),
};

describe.skipIf(!poppler)('Poppler (Debian; skipped where absent)', () => {
  it.each(locales)('reads every word of the report, in %s', async (locale) => {
    const file = await writeFile(`text-${locale}`, comparedResult(true), locale);
    const text = withoutMarks(squash(ask('pdftotext', file, '-')));
    const report = writeReportText(comparedResult(true), '', locale);
    const lines = [report.banner, report.title, ...report.impression, ...report.comparison];
    const missing = wordsOf(lines).filter((word) => !text.includes(withoutMarks(squash(word))));
    expect(missing).toEqual([]);
  });

  it('reads the parts in the order of the page', async () => {
    const text = ask('pdftotext', '-layout', await writeFile('order', comparedResult(true)), '-');
    const places = [
      'PRELIMINARY',
      'MRN-0001',
      'Impression',
      'Findings',
      'Comparison',
      'Limits',
      'Page 1 of 1',
    ];
    const found = places.map((part) => text.indexOf(part));
    expect(found).not.toContain(-1);
    expect(found).toEqual(found.toSorted((a, b) => a - b));
  });

  it('finds structure, language and dates of the report and not of today', async () => {
    const info = ask('pdfinfo', await writeFile('info', orderedResult));
    expect(info).toMatch(/Tagged:\s+yes/);
    expect(info).toMatch(/CreationDate:\s+Mon Nov 23 .*2026/);
    expect(info).toMatch(/Title:\s+AI analysis of a chest radiograph \(Preliminary\)/);
    expect(info).toMatch(/JavaScript:\s+no/);
  });

  it('finds a table whose headers say which column they head', async () => {
    const tree = ask('pdfinfo', '-struct-text', await writeFile('structure', orderedResult));
    expect(tree.match(/TH .*\n\s+\/Scope \/Column/g)?.length).toBe(7);
    expect(tree).toMatch(/H1[\s\S]*H2/);
  });

  it.each(locales)('reads a UID of 64 characters whole, and on the page, in %s', async (locale) => {
    const studyInstanceUid = `1.2.840.113619.2.55.${'3.604688119.971'.repeat(3)}` as StudyInstanceUid;
    const study = { ...orderedResult.study, studyInstanceUid };
    const file = await writeFile(`uid-${locale}`, { ...orderedResult, study }, locale);
    expect(squash(ask('pdftotext', file, '-'))).toContain(studyInstanceUid);
    const edges = [...ask('pdftotext', '-bbox', file, '-').matchAll(/xMin="([\d.-]+)".* xMax="([\d.]+)"/g)];
    expect(edges.length).toBeGreaterThan(50);
    for (const [, left, right] of edges) {
      expect(Number(left)).toBeGreaterThan(28);
      expect(Number(right)).toBeLessThan(595 - 28);
    }
  });

  it('sees banner, patient and page number on each of several pages', async () => {
    const file = await writeFile('many', manyFindings);
    const pages = ask('pdftotext', '-layout', file, '-').split('\f').slice(0, -1);
    expect(pages.length).toBeGreaterThan(1);
    for (const [index, page] of pages.entries()) {
      expect(page).toContain('PRELIMINARY - PRODUCED BY AI SOFTWARE');
      expect(page).toContain("O'Test & Söhne, Ann Mary Lou · MRN-0001 · 1960-01-02");
      expect(page).toContain(`Page ${index + 1} of ${pages.length}`);
      expect(page).toContain('not cleared by any regulator');
    }
  });
});

describe.skipIf(!canRunVeraPdf())('veraPDF (Java and Maven; skipped where absent)', () => {
  it('finds PDF/A-2a in every status and language', { timeout: 300_000 }, async () => {
    const files = [
      ...(await Promise.all(statuses.map((status) => writeFile(`status-${status}`, resultOf(status))))),
      ...(await Promise.all(locales.map((locale) => writeFile(`locale-${locale}`, regionResult, locale)))),
      await writeFile('bare', bareResult),
      await writeFile('several-pages', manyFindings),
    ];
    // As long as before, and no PDF/A any more.
    const broken = join(folder, 'broken.pdf');
    const text = readFileSync(files[0] ?? '', 'latin1');
    writeFileSync(broken, text.replace('<pdfaid:part>2', '<pdfaid:part>9'), 'latin1');
    const verdicts = validatePdfA([...files, broken]);
    expect(verdicts.slice(0, -1)).toEqual(files.map(() => 'compliant'));
    expect(verdicts.at(-1)).not.toBe('compliant');
  });
});
