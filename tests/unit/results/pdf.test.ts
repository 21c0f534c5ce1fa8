import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Locale, locales } from '#lib/i18n/locales.ts';
import { AppError } from '#lib/platform/errors.ts';
import { typeset } from '#lib/platform/typesetter.ts';
import { describePage } from '#lib/results/pdf/describe-page.ts';
import { writePdf } from '#lib/results/pdf/write-pdf.ts';
import type { StudyResult } from '#lib/results/study-result.ts';
import { writeAiStatement } from '#lib/results/write-ai-statement.ts';
import { writeReportText } from '#lib/results/write-report-text.ts';
import {
  bareResult,
  comparedResult,
  orderedResult,
  regionResult,
  resultOf,
  signer,
  statuses,
} from '#tests/support/study-result-fixture.ts';

function reportOf(result: StudyResult, locale: Locale = 'en') {
  return writeReportText(result, writeAiStatement(result, locale), locale);
}

function setPdf(result: StudyResult, locale: Locale = 'en'): Promise<Uint8Array> {
  return writePdf(result, reportOf(result, locale), typeset);
}

function textOf(pdf: Uint8Array): string {
  return Buffer.from(pdf).toString('latin1');
}

function named(family: string): StudyResult {
  return { ...orderedResult, patient: { ...orderedResult.patient, family } };
}

/** Without the native module (a platform that has none) there is no PDF, and the product files without it. */
const canTypeset = await setPdf(bareResult).then(
  () => true,
  (error: unknown) => !(error instanceof AppError && error.code === 'pdf-writer-absent'),
);

describe.skipIf(!canTypeset)('the PDF (Typst’s native module; skipped where this platform has none)', () => {
  it.each(locales)('is PDF/A-2a, tagged, with title and language, in %s', async (locale) => {
    const text = textOf(await setPdf(comparedResult(true), locale));
    expect(text).toMatch(/^%PDF-1\.7/);
    expect(text).toMatch(/<pdfaid:part>2<\/pdfaid:part>\s*<pdfaid:conformance>A<\/pdfaid:conformance>/);
    expect(text).toMatch(/\/MarkInfo\s*<<\s*\/Marked true/);
    expect(text).toContain('/StructTreeRoot');
    expect(text).toContain(`/Lang (${locale})`);
  });

  it('is the same bytes for the same report, and others for another time', async () => {
    const first = await setPdf(orderedResult);
    expect(Buffer.from(await setPdf(orderedResult)).equals(first)).toBe(true);
    const later = await setPdf({ ...orderedResult, issuedAt: '2026-11-24T00:00:00Z' });
    expect(Buffer.from(later).equals(first)).toBe(false);
  });

  it.each(statuses)('can be set when it is %s', async (status) => {
    expect(textOf(await setPdf(resultOf(status)))).toMatch(/^%PDF/);
  });

  it('of a result with everything and of one with nothing', async () => {
    for (const result of [regionResult, bareResult])
      expect((await setPdf(result)).length).toBeGreaterThan(10_000);
  });

  it('never takes what stands in a name for markup', { timeout: 60_000 }, async () => {
    const markup = [
      '#panic("x")',
      '#read("/etc/passwd")',
      '$x$ *b* _i_ `c`',
      '<label> @ref // /* \\ ]',
      '= Heading',
    ];
    for (const family of markup) expect(textOf(await setPdf(named(family)))).toMatch(/^%PDF/);
    const ascii = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(ascii, async (family) => {
        expect(textOf(await setPdf(named(family)))).toMatch(/^%PDF/);
      }),
      { numRuns: 25 },
    );
  });

  it.each(['Ångström-Łukasiewicz', 'Иванова', 'Παπαδοπούλου', 'الأحمد', '김민수', '金田', 'शर्मा', 'Nguyễn'])(
    'sets the name %s, whatever the page’s language',
    async (family) => {
      expect(textOf(await setPdf(named(family)))).toMatch(/^%PDF/);
      expect(textOf(await setPdf(named(family), 'ar'))).toMatch(/^%PDF/);
    },
  );

  it('is refused, and not set with a box, for a name that no font holds', async () => {
    await expect(setPdf(named('😀'))).rejects.toMatchObject({
      code: 'pdf-not-typeset',
      failure: 'permanent',
    });
    // The next one is set as before.
    expect(textOf(await setPdf(orderedResult))).toMatch(/^%PDF/);
  });

  it('keeps the patient out of the error', async () => {
    const error: unknown = await setPdf(named('Geheim😀')).catch((thrown: unknown) => thrown);
    expect(JSON.stringify([String(error), error, (error as Error).cause])).not.toContain('Geheim');
  });
});

describe('the page that is set', () => {
  it.each(statuses)('shows the banner and the tone of %s', (status) => {
    const result = resultOf(status);
    const page = describePage(result, reportOf(result));
    expect(page.banner).toBe(reportOf(result).banner);
    const tones = { preliminary: 'unsigned', cancelled: 'withdrawn', 'entered-in-error': 'withdrawn' };
    expect(page.tone).toBe({ ...tones, final: 'signed', amended: 'signed', corrected: 'signed' }[status]);
    expect(JSON.stringify(page).includes(signer.display)).toBe(page.tone === 'signed');
    expect(page.rows.length === 0).toBe(page.tone === 'withdrawn');
  });

  it('names patient, study, model and its whole hash', () => {
    const text = JSON.stringify(describePage(orderedResult, reportOf(orderedResult)));
    for (const part of ["O'Test", 'MRN-0001', '1960-01-02', 'ACC-1', 'PLC-1', '2.25.1000', 'ab'.repeat(32)])
      expect(text).toContain(part);
    expect(text).toContain('not cleared by any regulator');
  });

  it('gives each finding the numbers of its sentence', () => {
    const report = reportOf(regionResult);
    for (const [index, row] of describePage(regionResult, report).rows.entries()) {
      const sentence = report.findings[index]?.text ?? '';
      for (const number of [row.probability, row.point, row.sensitivity, row.specificity, row.name])
        expect(sentence).toContain(number);
    }
  });

  it('says which point it is where it is not the operating point', () => {
    const { rows } = describePage(regionResult, reportOf(regionResult));
    expect(rows.map(({ pointName }) => pointName)).toEqual(['', '', 'rule-out point']);
  });
});
