import { AppError } from '#lib/platform/errors.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import type { ReadFinding } from '#lib/attestation/reading.ts';
import { roundForCoding } from '#lib/results/format-number.ts';
import { toHl7Timestamp } from '#lib/results/hl7v2/date-time.ts';
import type { ObservationKind, OruMapping, OruReport } from '#lib/results/hl7v2/oru-options.ts';
import {
  type Fields,
  type FieldValue,
  type Segments,
  writeSegment,
} from '#lib/results/hl7v2/segment-writer.ts';
import { about, cwe, questionOf } from '#lib/results/hl7v2/write-coded-element.ts';
import { isWithdrawn } from '#lib/results/report-status.ts';
import type { StudyResult } from '#lib/results/study-result.ts';
import { describeStanding } from '#lib/results/describe-finding.ts';
import { type ReportText, writeReportText } from '#lib/results/write-report-text.ts';
import { HL7_SYSTEM_NAMES } from '#lib/standards/code-systems.ts';
import type { CodedConcept } from '#lib/standards/coded-concept.ts';
import { ABNORMAL, OBSERVATION_STATUS, PDF_DATA } from '#lib/standards/hl7-tables.ts';
import {
  FINDINGS_SECTION,
  IMAGING_STUDY_REPORT,
  IMPRESSION_SECTION,
  LATERALITY,
  OPERATING_POINT,
  PRESENCE_CODES,
  PROBABILITY,
  STUDY_INSTANCE_UID,
  UNITY,
} from '#lib/standards/observation-codes.ts';

/** One OBX, before its set id and what all of them share. */
interface Obx {
  readonly type: 'CWE' | 'NM' | 'TX' | 'ST' | 'ED';
  readonly question: FieldValue;
  readonly subId: string;
  readonly value: FieldValue;
  readonly units?: FieldValue;
  readonly abnormal?: string | undefined;
  /** What the model itself produced, as against text about it. */
  readonly byModel: boolean;
}

/**
 * What the site wants of the report's lines, each finding as data, and the PDF; then the study's UID. OBX-4 holds
 * together what belongs to one finding (7.4.2.4).
 */
export function writeObxSegments(
  segments: Segments,
  report: OruReport,
  text: ReportText,
  mapping: OruMapping,
): void {
  const { result } = report;
  const emptied = isWithdrawn(result) ? withoutValues : (all: Obx[]) => all;
  const kinds: Record<ObservationKind, () => Obx[]> = {
    text: () => [...textLines(text, mapping), ...withdrawnLines(report, text, mapping)],
    findings: () =>
      emptied(
        result.findings.flatMap((each, index) =>
          observationsOf(each, String(index + 1), mapping, report.locale),
        ),
      ),
    pdf: () => [document(report)],
  };
  const shared = sharedFields(result);
  [...mapping.observations.flatMap((kind) => kinds[kind]()), studyUid(result)].forEach((obx, index) => {
    writeObx(segments, obx, index + 1, shared);
  });
}

/** What every observation of a report says alike. */
function sharedFields({ model, issuedAt, study, status }: StudyResult): { all: Fields; byModel: Fields } {
  const all: Fields = {
    11: OBSERVATION_STATUS[status],
    14: study.started === undefined ? undefined : toHl7Timestamp(study.started),
    19: toHl7Timestamp(issuedAt),
  };
  const byModel: Fields = {
    ...all,
    17: [undefined, `AI image analysis: ${model.title} ${model.version}`],
    18: [`${model.id} ${model.version}`, 'SIGHTLINE'],
  };
  return { all, byModel };
}

function writeObx(
  segments: Segments,
  obx: Obx,
  setId: number,
  shared: ReturnType<typeof sharedFields>,
): void {
  writeSegment(segments, 'OBX', {
    1: String(setId),
    2: obx.type,
    3: obx.question,
    4: obx.subId,
    5: obx.value,
    6: obx.units,
    8: obx.abnormal,
    ...(obx.byModel ? shared.byModel : shared.all),
  });
}

/**
 * What was withdrawn: each observation that was sent is named again, so that an engine finds and marks it, and none says
 * anything any more, because one that passes over OBX-11 must not show a withdrawn value. Only the text tells why.
 */
function withoutValues(all: readonly Obx[]): Obx[] {
  return all.map((obx) => ({ ...obx, value: undefined, abnormal: undefined, units: undefined }));
}

/** OBX-8 says abnormal when present, and nothing when absent: below an operating point isn't "normal". */
function observationsOf(finding: ReadFinding, subId: string, mapping: OruMapping, locale?: Locale): Obx[] {
  const { probability, operatingPoint, reading } = finding;
  const { presence, laterality } = reading ?? finding;
  const asModel = { subId, byModel: true };
  // What a reader states is not the model's any more.
  const stated = { subId, byModel: reading === undefined };
  const numeric = (concept: CodedConcept, value: number): Obx => {
    const text = String(roundForCoding(value));
    return { ...asModel, type: 'NM', question: about(finding, concept), value: text, units: cwe(UNITY) };
  };
  const side: Obx[] =
    laterality === undefined
      ? []
      : [{ ...stated, type: 'ST', question: about(finding, LATERALITY), value: laterality }];
  return [
    {
      ...stated,
      type: 'CWE',
      question: questionOf(finding, mapping),
      value: presenceOf(finding, locale),
      abnormal: presence === 'present' ? ABNORMAL : undefined,
    },
    numeric(PROBABILITY, probability),
    numeric(OPERATING_POINT, operatingPoint.threshold),
    ...side,
  ];
}

/** CWE.9, the original text, says "possibly present" where the code alone would say too much. */
function presenceOf(finding: ReadFinding, locale?: Locale): FieldValue {
  const { codings, text } = PRESENCE_CODES[(finding.reading ?? finding).presence];
  const named = codings.find(({ system }) => system in HL7_SYSTEM_NAMES);
  const coded = named === undefined ? [undefined, text, undefined] : cwe(named, text);
  return [...coded, ...Array<undefined>(5), describeStanding(finding, locale ?? 'en')];
}

/** The AI statement stands here where no NTE carries it. */
function textLines(report: ReportText, { segments }: OruMapping): Obx[] {
  const statement = segments.NTE ? [] : [report.aiStatement];
  return [
    ...section(IMPRESSION_SECTION, [report.banner, ...statement, ...report.impression]),
    ...section(FINDINGS_SECTION, [
      ...report.study,
      ...report.findings.map(({ text }) => text),
      ...report.comparison,
      ...report.limits,
    ]),
  ];
}

function section(concept: CodedConcept, lines: readonly string[]): Obx[] {
  return lines.map((line, index) => ({
    type: 'TX',
    question: cwe(concept),
    subId: String(index + 1),
    value: line,
    byModel: false,
  }));
}

/** The lines of the earlier report that the shorter one of a withdrawal does not replace, empty. */
function withdrawnLines(
  { result, aiStatement, locale }: OruReport,
  text: ReportText,
  mapping: OruMapping,
): Obx[] {
  if (!isWithdrawn(result)) return [];
  const key = ({ question, subId }: Obx) => JSON.stringify([question, subId]);
  const replaced = new Set(textLines(text, mapping).map(key));
  const earlier = textLines(
    writeReportText({ ...result, status: 'preliminary' }, aiStatement, locale),
    mapping,
  );
  return withoutValues(earlier.filter((obx) => !replaced.has(key(obx))));
}

/** ED (2.A.24): `^application^pdf^Base64^` and the bytes, in which no delimiter occurs. */
function document({ pdf }: OruReport): Obx {
  if (pdf === undefined) throw new AppError('report-pdf-missing', 'permanent');
  const value = [undefined, ...PDF_DATA, Buffer.from(pdf).toString('base64')];
  return { type: 'ED', question: cwe(IMAGING_STUDY_REPORT), subId: '1', value, byModel: false };
}

/** Ties the result to its images. */
function studyUid({ study }: StudyResult): Obx {
  const question = cwe(STUDY_INSTANCE_UID);
  return { type: 'ST', question, subId: '1', value: study.studyInstanceUid, byModel: false };
}
