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
import { ABNORMAL, OBSERVATION_DELETED, OBSERVATION_STATUS, PDF_DATA } from '#lib/standards/hl7-tables.ts';
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
  /** OBX-11, where it is not the report's. */
  readonly status?: string;
}

/**
 * What the site wants of the report's lines, each finding as data, and the PDF, each kind with what earlier versions sent
 * of it and this one does not; then the study's UID. OBX-4 holds together what belongs to one finding (7.4.2.4).
 */
export function writeObxSegments(segments: Segments, report: OruReport, mapping: OruMapping): void {
  const { result } = report;
  const shared = sharedFields(result);
  const all = mapping.observations.flatMap((kind) => {
    const now = observationsFor(kind, report, mapping);
    return [...now, ...droppedSince(report, kind, now, mapping)];
  });
  [...all, studyUid(result)].forEach((obx, index) => {
    writeObx(segments, obx, index + 1, shared);
  });
}

function observationsFor(kind: ObservationKind, report: OruReport, mapping: OruMapping): Obx[] {
  const { result, aiStatement, locale } = report;
  switch (kind) {
    case 'text':
      return textLines(writeReportText(result, aiStatement, locale), mapping);
    case 'findings': {
      const all = result.findings.flatMap((each, index) =>
        observationsOf(each, String(index + 1), mapping, locale),
      );
      return isWithdrawn(result) ? all.map(withoutValue) : all;
    }
    case 'pdf':
      return [document(report)];
  }
}

/**
 * What an engine that keeps observations by OBX-3 and OBX-4 would go on showing, empty: a reader's report has no side
 * where the model's had one, and a withdrawal fewer lines than the report.
 */
function droppedSince(
  { result, earlier = [], aiStatement, locale }: OruReport,
  kind: ObservationKind,
  now: readonly Obx[],
  mapping: OruMapping,
): Obx[] {
  if (kind === 'pdf') return [];
  const key = ({ question, subId }: Obx) => JSON.stringify([question, subId]);
  const sent = earlier.flatMap((version) =>
    observationsFor(kind, { result: version, aiStatement, locale }, mapping),
  );
  const gone = new Map(sent.map((obx) => [key(obx), obx]));
  for (const obx of now) gone.delete(key(obx));
  return [...gone.values()].map((obx) =>
    isWithdrawn(result) ? withoutValue(obx) : { ...withoutValue(obx), status: OBSERVATION_DELETED },
  );
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
    ...(obx.status === undefined ? {} : { 11: obx.status }),
  });
}

/**
 * What is taken back is named again, so that an engine finds and marks it, and says nothing any more, because one that
 * passes over OBX-11 must not show the value. Only the text tells why.
 */
function withoutValue(obx: Obx): Obx {
  return { ...obx, value: undefined, abnormal: undefined, units: undefined };
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
