/** From findings to every document of a result: FHIR with the PDF inside, HL7 v2, the PDF itself. */
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { type Locale, locales } from '#lib/i18n/locales.ts';
import { typeset } from '#lib/platform/typesetter.ts';
import { writeFhirBundle } from '#lib/results/fhir/write-transaction.ts';
import { writeReportHtml } from '#lib/results/fhir/write-narrative.ts';
import { writeOruR01 } from '#lib/results/hl7v2/write-oru-r01.ts';
import { writePdf } from '#lib/results/pdf/write-pdf.ts';
import type { StudyResult } from '#lib/results/study-result.ts';
import { writeAiStatement } from '#lib/results/write-ai-statement.ts';
import { writeReportText } from '#lib/results/write-report-text.ts';
import { comparedResult, fhirOptions, oruOptions } from '#tests/support/study-result-fixture.ts';
import { absoluteRow, median, ratioRow, type Row } from './row.ts';

/** Until the engine has compiled what a worker that runs for days has compiled long ago. */
const WARM_UP = 15;
const ROUNDS = 60;
/** What issue 7 allows. */
const GOAL_MS = 50;
const CHROMIUM = '/usr/bin/chromium';

type Say = (line: string) => void;

export async function measureWriteDocuments(say: Say): Promise<Row[]> {
  const rows: Row[] = [];
  for (const locale of locales) {
    const ms = await medianMs((round) => writeAll(resultOf(round), locale));
    rows.push(absoluteRow(`findings to FHIR, ORU and PDF, ${locale}`, ms, 'ms', GOAL_MS));
    say(`write ${locale}: ${ms.toFixed(1)} ms`);
  }
  return [...rows, ...(await comparePdf(say))];
}

/** Another result each time, as a worker meets them: the typesetter remembers what it has set before. */
function resultOf(round: number): StudyResult {
  const result = comparedResult(true);
  const findings = result.findings.map((finding, index) => ({
    ...finding,
    probability: (finding.probability * 0.9 + (round * 7 + index) / 5000) % 1,
  }));
  return { ...result, analysisId: `bench-${round}`, findings };
}

async function writeAll(result: StudyResult, locale: Locale): Promise<void> {
  const aiStatement = writeAiStatement(result, locale);
  const pdf = await writePdf(result, writeReportText(result, aiStatement, locale), typeset);
  const parts = ['device', 'findings', 'report', 'document', 'provenance'] as const;
  JSON.stringify(writeFhirBundle(result, { ...fhirOptions, aiStatement, locale }, new Set(parts), pdf));
  writeOruR01(result, { ...oruOptions, aiStatement });
}

/** The usual other way to a PDF: the same report's HTML, printed by a browser that is already open. */
async function comparePdf(say: Say): Promise<Row[]> {
  if (!existsSync(CHROMIUM)) {
    say('skipped: PDF beside Chromium (it is absent)');
    return [];
  }
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    const report = (round: number) => writeReportText(resultOf(round), 'AI');
    const ours = await medianMs((round) => writePdf(resultOf(round), report(round), typeset));
    const peer = await medianMs(async (round) => {
      await page.setContent(writeReportHtml(report(round)));
      await page.pdf({ format: 'A4', tagged: true });
    });
    const figures = { ours, peer, peerName: 'Chromium prints the HTML', unit: 'ms' };
    return [ratioRow('report to tagged PDF', figures, 1)];
  } finally {
    await browser.close();
  }
}

async function medianMs(work: (round: number) => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    const started = performance.now();
    await work(round);
    if (round >= WARM_UP) times.push(performance.now() - started);
  }
  return median(times);
}
