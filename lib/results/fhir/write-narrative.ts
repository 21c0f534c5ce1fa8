import type { Narrative } from '@medplum/fhirtypes';
import { directionOf } from '#lib/i18n/locales.ts';
import { messagesOf } from '#lib/i18n/messages-of.ts';
import type { ReportText } from '#lib/results/write-report-text.ts';

type Section = 'impression' | 'findings' | 'comparison' | 'limits';

/** Text as XHTML: paragraphs only, everything escaped, no character that XML 1.0 forbids. */
export function narrative(paragraphs: readonly string[]): Narrative {
  return { status: 'generated', div: inDiv(paragraphs.map(paragraph).join('')) };
}

export function reportNarrative(report: ReportText): Narrative {
  return { status: 'generated', div: inDiv(writeReportBody(report)) };
}

/** A whole HTML page of the report, for presentedForm: no script, no style from elsewhere, nothing to load. */
export function writeReportHtml(report: ReportText): string {
  const { locale, title } = report;
  const root = `<html lang="${locale}" dir="${directionOf(locale)}">`;
  return (
    `<!DOCTYPE html>${root}<head><meta charset="utf-8"/><title>${escapeXml(title)}</title></head>` +
    `<body>${writeReportBody(report)}</body></html>`
  );
}

function writeReportBody(report: ReportText): string {
  const words: Record<Section, string> = messagesOf(report.locale).report.heading;
  const section = (key: Section, lines: readonly string[]) =>
    lines.length === 0 ? '' : heading(words[key]) + list(lines);
  return [
    `<p><b>${escapeXml(report.banner)}</b></p>`,
    `<p>${escapeXml(report.aiStatement)}</p>`,
    `<h3>${escapeXml(report.title)}</h3>`,
    report.study.map(paragraph).join(''),
    section('impression', report.impression),
    section(
      'findings',
      report.findings.map((line) => line.text),
    ),
    section('comparison', report.comparison),
    section('limits', report.limits),
  ].join('');
}

/** The report as plain text, for conclusion: the same words in the same order, without findings and limits. */
export function writeConclusion(report: ReportText): string {
  return [report.banner, ...report.impression, ...report.comparison, report.aiStatement].join('\n');
}

function inDiv(inner: string): string {
  return `<div xmlns="http://www.w3.org/1999/xhtml">${inner}</div>`;
}

function heading(text: string): string {
  return `<h4>${escapeXml(text)}</h4>`;
}

function list(items: readonly string[]): string {
  return `<ul>${items.map((item) => `<li>${escapeXml(item)}</li>`).join('')}</ul>`;
}

function paragraph(text: string): string {
  return `<p>${escapeXml(text)}</p>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** XML 1.0 section 2.2 knows no control characters but tab, LF and CR, and no lone surrogates. */
function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/gu, ' ')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
