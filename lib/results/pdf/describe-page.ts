import type { Locale } from '#lib/i18n/locales.ts';
import { messagesOf } from '#lib/i18n/messages-of.ts';
import { describeClearance, describeReach } from '#lib/results/describe-limits.ts';
import { describeRow, type FindingRow } from '#lib/results/pdf/describe-row.ts';
import { isWithdrawn, signerOf } from '#lib/results/report-status.ts';
import { compose, readableInstant, wordsOf } from '#lib/results/report-words.ts';
import type { StudyResult } from '#lib/results/study-result.ts';
import type { ReportText } from '#lib/results/write-report-text.ts';

/** A label and what stands beside it. */
type Fact = readonly [label: string, value: string];

/** All that report.typ sets, in words and in order; it lays out and adds nothing. */
export interface ReportPage {
  readonly language: Locale;
  readonly direction: 'ltr' | 'rtl';
  /** Of the body, in points: Amiri is drawn smaller than the others. */
  readonly size: number;
  readonly tone: 'unsigned' | 'signed' | 'withdrawn';
  readonly documentTitle: string;
  readonly author: string;
  readonly keywords: readonly string[];
  readonly banner: string;
  readonly title: string;
  readonly aiStatement: string;
  /** Stand on every page, so that a lone page still names its patient. */
  readonly who: string;
  readonly studyLine: string;
  readonly clearance: string;
  readonly reportLine: string;
  /** With `{number}` and `{total}`, which only the pages themselves know. */
  readonly page: string;
  readonly patientTitle: string;
  readonly patient: readonly Fact[];
  readonly studyTitle: string;
  readonly study: readonly Fact[];
  readonly headings: Readonly<Record<'impression' | 'findings' | 'comparison' | 'limits', string>>;
  readonly impression: readonly string[];
  readonly columns: readonly string[];
  readonly rows: readonly FindingRow[];
  readonly comparison: readonly string[];
  readonly limits: readonly string[];
  readonly modelTitle: string;
  readonly model: readonly Fact[];
}

export function describePage(result: StudyResult, report: ReportText): ReportPage {
  const { locale } = report;
  const { t, direction } = wordsOf(locale);
  const status = t(`report.status.${result.status}`);
  return {
    language: locale,
    direction,
    size: direction === 'rtl' ? 10.5 : 9.5,
    tone: toneOf(result),
    documentTitle: `${report.title} (${status})`,
    author: 'Sightline (AI software)',
    keywords: [status, t('app.mark')],
    banner: report.banner,
    title: report.title,
    aiStatement: report.aiStatement,
    who: describeWho(result, locale),
    studyLine: describeStudyLine(result, locale),
    clearance: describeClearance(result, locale),
    reportLine: describeVersion(result, locale),
    page: t('report.pdf.page', { number: '{number}', total: '{total}' }),
    patientTitle: t('report.pdf.patient'),
    patient: describePatient(result, locale),
    studyTitle: t('report.pdf.study'),
    study: describeStudyFacts(result, locale),
    headings: messagesOf(locale).report.heading,
    impression: report.impression,
    columns: describeColumns(locale),
    rows: report.findings.map(({ finding }) => describeRow(finding, locale)),
    comparison: report.comparison,
    limits: isWithdrawn(result) ? [] : describeReach(result, locale),
    modelTitle: t('report.pdf.modelTitle'),
    model: describeModelFacts(result, locale),
  };
}

function toneOf(result: StudyResult): ReportPage['tone'] {
  if (isWithdrawn(result)) return 'withdrawn';
  return signerOf(result) === undefined ? 'unsigned' : 'signed';
}

function nameOf({ patient }: StudyResult, locale: Locale): string {
  const given = (patient.given ?? []).join(' ');
  const name = [patient.family ?? '', given].filter((part) => part !== '').join(', ');
  return name === '' ? wordsOf(locale).t('report.pdf.noName') : name;
}

function describeWho(result: StudyResult, locale: Locale): string {
  const { identifiers, birthDate } = result.patient;
  const parts = [nameOf(result, locale), identifiers[0]?.value, birthDate];
  return compose(
    parts.filter((part) => part !== undefined),
    'mark',
    locale,
  );
}

function describeStudyLine({ study }: StudyResult, locale: Locale): string {
  const parts = [study.accessionNumber, study.started?.slice(0, 10)];
  return compose(
    parts.filter((part) => part !== undefined),
    'mark',
    locale,
  );
}

function describeVersion(result: StudyResult, locale: Locale): string {
  const version = { identifier: result.analysisId, version: String(result.version) };
  return wordsOf(locale).t('report.pdf.versionOf', version);
}

function describePatient(result: StudyResult, locale: Locale): Fact[] {
  const { t } = wordsOf(locale);
  const { identifiers, birthDate, sex } = result.patient;
  return stated(locale, [
    [t('report.pdf.patient'), nameOf(result, locale)],
    ...identifiers.map(({ value }, index): [string, string] => [
      t(index === 0 ? 'patient.identifier' : 'model.id'),
      value,
    ]),
    [t('patient.birthDate'), birthDate],
    [t('patient.sex'), sex === undefined ? undefined : t(`sex.${sex}`)],
  ]);
}

function describeStudyFacts(result: StudyResult, locale: Locale): Fact[] {
  const { t } = wordsOf(locale);
  const { study, order, reason } = result;
  const signer = signerOf(result);
  const signature =
    signer === undefined
      ? t('report.pdf.notSigned')
      : `${signer.display}, ${readableInstant(signer.signedAt)}`;
  return stated(locale, [
    [t('report.pdf.study'), study.description],
    [t('report.pdf.examined'), study.started === undefined ? undefined : readableInstant(study.started)],
    [t('studies.accession'), study.accessionNumber],
    [t('report.pdf.order'), order?.placerOrderNumber],
    [t('report.pdf.studyUid'), study.studyInstanceUid],
    [t('report.pdf.issued'), readableInstant(result.issuedAt)],
    [t('report.pdf.reason'), reason && t(`report.reissued.${reason}`, { version: String(result.version) })],
    [t('report.pdf.signedBy'), signature],
  ]);
}

function describeModelFacts({ model, execution }: StudyResult, locale: Locale): Fact[] {
  const { t } = wordsOf(locale);
  return stated(locale, [
    [t('model.name'), model.title],
    [t('model.id'), model.id],
    [t('model.version'), model.version],
    [t('model.hash'), model.sha256],
    [t('model.ranOn'), `${execution.device} (${execution.provider}, ${execution.precision})`],
    [t('model.status'), model.regulatoryStatus === '' ? undefined : model.regulatoryStatus],
  ]);
}

function describeColumns(locale: Locale): string[] {
  const { t } = wordsOf(locale);
  return [
    t('report.pdf.finding'),
    t('report.pdf.presence'),
    t('result.probability'),
    '',
    t('report.pdf.point'),
    t('result.sensitivity'),
    t('result.specificity'),
  ];
}

/** What nobody stated has no line; each value is isolated, because it may run the other way than the page. */
function stated(locale: Locale, facts: readonly (readonly [string, string | undefined])[]): Fact[] {
  const { isolate } = wordsOf(locale);
  return facts.flatMap(([label, value]): Fact[] => (value === undefined ? [] : [[label, isolate(value)]]));
}
