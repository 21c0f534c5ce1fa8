import type { ReadFinding } from '#lib/attestation/reading.ts';
import type { Finding } from '#lib/findings/finding.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { messagesOf } from '#lib/i18n/messages-of.ts';
import { describeComparison } from '#lib/results/describe-comparison.ts';
import { describeFinding, nameWithProbability } from '#lib/results/describe-finding.ts';
import { describeReading, isRead } from '#lib/results/describe-reading.ts';
import { describeLimits } from '#lib/results/describe-limits.ts';
import { signerOf } from '#lib/results/report-status.ts';
import { compose, readableInstant, wordsOf } from '#lib/results/report-words.ts';
import type { StudyResult } from '#lib/results/study-result.ts';

// HL7 v2's writer says it in the same words.

/** The report as a clinician reads it, one string per line; every format (HTML, plain text, OBX lines) is made of it. */
export interface ReportText {
  readonly locale: Locale;
  /** What this is and is not: stands first, everywhere. */
  readonly banner: string;
  readonly title: string;
  /** The study it is about. */
  readonly study: readonly string[];
  /** Empty for what was withdrawn. */
  readonly findings: readonly FindingLine[];
  /** For what was withdrawn, that it was. */
  readonly impression: readonly string[];
  /** With the last AI result; empty where there is none. */
  readonly comparison: readonly string[];
  readonly limits: readonly string[];
  readonly aiStatement: string;
}

export interface FindingLine {
  readonly finding: ReadFinding;
  readonly text: string;
}

export const PRELIMINARY_BANNER = messagesOf('en').report.banner.preliminary;

/**
 * The same words for every format, in the site's language. What was withdrawn keeps its study and says so, and states no
 * finding. Throws AppError `report-not-signed`.
 */
export function writeReportText(result: StudyResult, aiStatement: string, locale: Locale = 'en'): ReportText {
  const { t } = wordsOf(locale);
  const about = {
    locale,
    banner: writeBanner(result, locale),
    title: t('report.title', { examination: examinationName(result, locale) }),
    study: describeStudy(result, locale),
    aiStatement,
  };
  const { status, findings } = result;
  if (status === 'cancelled' || status === 'entered-in-error') {
    const impression = [t(`report.withdrawn.${status}`)];
    return { ...about, findings: [], impression, comparison: [], limits: [] };
  }
  return {
    ...about,
    findings: findings.map((finding) => ({ finding, text: describeFinding(finding, locale) })),
    impression: isRead(result) ? describeReading(result, locale) : summarise(result, locale),
    comparison: describeComparison(result, locale),
    limits: describeLimits(result, locale),
  };
}

function writeBanner(result: StudyResult, locale: Locale): string {
  const { t } = wordsOf(locale);
  const signer = signerOf(result);
  const date = signer === undefined ? '' : readableInstant(signer.signedAt);
  return t(`report.banner.${result.status}`, { signer: signer?.display ?? '', date });
}

/** What a hospital's own model reads has no words here yet, and is named as the model names it. */
function examinationName({ model }: StudyResult, locale: Locale): string {
  const known: Readonly<Record<string, string>> = messagesOf(locale).report.examination;
  return known[model.examination] ?? model.examination;
}

function describeStudy(result: StudyResult, locale: Locale): string[] {
  const { t } = wordsOf(locale);
  const { study, order, patient, reason } = result;
  const placer = order?.placerOrderNumber;
  const parts = [
    study.description ?? capitalise(examinationName(result, locale)),
    study.started === undefined ? undefined : t('report.ofDate', { date: study.started.slice(0, 10) }),
    study.accessionNumber === undefined
      ? undefined
      : t('report.accession', { identifier: study.accessionNumber }),
    placer === undefined ? undefined : t('report.order', { identifier: placer }),
  ];
  const identifier = patient.identifiers[0]?.value;
  return [
    t('report.study', {
      study: compose(
        parts.filter((part) => part !== undefined),
        'part',
        locale,
      ),
    }),
    ...(identifier === undefined ? [] : [t('report.patientIdentifier', { identifier })]),
    ...(reason === undefined ? [] : [t(`report.reissued.${reason}`, { version: String(result.version) })]),
  ];
}

function summarise(result: StudyResult, locale: Locale): string[] {
  const { t } = wordsOf(locale);
  const named = (presence: Finding['presence']) =>
    result.findings
      .filter((finding) => finding.presence === presence)
      .map((finding) => nameWithProbability(finding, locale));
  const [present, unsure] = [named('present'), named('indeterminate')];
  const signed = signerOf(result) !== undefined;
  const first =
    present.length === 0
      ? t('report.nothingPresent')
      : t(signed ? 'report.presentSigned' : 'report.present', { findings: compose(present, 'list', locale) });
  if (unsure.length === 0) return [first];
  return [first, t('report.indeterminate', { findings: compose(unsure, 'list', locale) })];
}

export function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
