import type { HL7Message } from 'hl7v2';
import type { Finding } from '#lib/findings/finding.ts';
import { roundForCoding } from '#lib/results/format-number.ts';
import { toHl7Timestamp } from '#lib/results/hl7v2/date-time.ts';
import { type FieldValue, writeSegment } from '#lib/results/hl7v2/segment-writer.ts';
import type { StudyResult } from '#lib/results/study-result.ts';
import { describePresence, type ReportText } from '#lib/results/write-report-text.ts';
import { HL7_SYSTEM_NAMES, type Hl7NamedSystem } from '#lib/standards/code-systems.ts';
import type { CodedConcept } from '#lib/standards/coded-concept.ts';
import { ABNORMAL, RESULT_PRELIMINARY } from '#lib/standards/hl7-tables.ts';
import {
  FINDINGS_SECTION,
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
  readonly type: 'CWE' | 'NM' | 'TX' | 'ST';
  readonly question: FieldValue;
  readonly subId: string;
  readonly value: FieldValue;
  readonly units?: FieldValue;
  readonly abnormal?: string | undefined;
  /** What the model itself produced, as against text about it. */
  readonly byModel: boolean;
}

/** The report's lines, then each finding as data; OBX-4 holds together what belongs to one finding (7.4.2.4). */
export function writeObxSegments(message: HL7Message, result: StudyResult, report: ReportText): void {
  const all = [
    ...textLines(IMPRESSION_SECTION, [report.banner, ...report.impression]),
    ...textLines(FINDINGS_SECTION, [
      ...report.study,
      ...report.findings.map(({ text }) => text),
      ...report.limits,
    ]),
    ...report.findings.flatMap(({ finding }, index) => observationsOf(finding, String(index + 1))),
    studyUid(result),
  ];
  all.forEach((obx, index) => {
    writeObx(message, obx, index + 1, result);
  });
}

function writeObx(
  message: HL7Message,
  obx: Obx,
  setId: number,
  { model, issuedAt, study }: StudyResult,
): void {
  writeSegment(message, 'OBX', {
    1: String(setId),
    2: obx.type,
    3: obx.question,
    4: obx.subId,
    5: obx.value,
    6: obx.units,
    8: obx.abnormal,
    11: RESULT_PRELIMINARY,
    14: study.started === undefined ? undefined : toHl7Timestamp(study.started),
    17: obx.byModel ? [undefined, `AI image analysis: ${model.title} ${model.version}`] : undefined,
    18: obx.byModel ? [`${model.id} ${model.version}`, 'SIGHTLINE'] : undefined,
    19: toHl7Timestamp(issuedAt),
  });
}

/** OBX-8 says abnormal when present, and nothing when absent: below an operating point isn't "normal". */
function observationsOf(finding: Finding, subId: string): Obx[] {
  const { presence, laterality, probability, operatingPoint } = finding;
  const asModel = { subId, byModel: true };
  const numeric = (concept: CodedConcept, value: number): Obx => {
    const text = String(roundForCoding(value));
    return { ...asModel, type: 'NM', question: about(finding, concept), value: text, units: cwe(UNITY) };
  };
  const side: Obx[] =
    laterality === undefined
      ? []
      : [{ ...asModel, type: 'ST', question: about(finding, LATERALITY), value: laterality }];
  return [
    {
      ...asModel,
      type: 'CWE',
      question: questionOf(finding),
      value: presenceOf(finding),
      abnormal: presence === 'present' ? ABNORMAL : undefined,
    },
    numeric(PROBABILITY, probability),
    numeric(OPERATING_POINT, operatingPoint.threshold),
    ...side,
  ];
}

/** OBX-3: the public code where one is confirmed, with our own as the alternate; else our own alone. */
function questionOf({ concept }: Finding): FieldValue {
  const { codings, text, local } = concept;
  const named = codings.find(({ system }) => system in HL7_SYSTEM_NAMES);
  const own = cwe(local);
  return named === undefined ? own : [...cwe(named, text), ...own];
}

/** A measure of a finding, coded as both: `effusion.probability`. */
function about({ concept }: Finding, { system, code, display }: CodedConcept): FieldValue {
  const words = `${concept.text}: ${display ?? code}`;
  return cwe({ system, code: `${concept.local.code}.${code}`, display: words });
}

/** CWE.9, the original text, says "possibly present" where the code alone would say too much. */
function presenceOf(finding: Finding): FieldValue {
  const { codings, text } = PRESENCE_CODES[finding.presence];
  const named = codings.find(({ system }) => system in HL7_SYSTEM_NAMES);
  const coded = named === undefined ? [undefined, text, undefined] : cwe(named, text);
  return [...coded, ...Array<undefined>(5), describePresence(finding)];
}

function textLines(section: CodedConcept, lines: readonly string[]): Obx[] {
  return lines.map((line, index) => ({
    type: 'TX',
    question: cwe(section),
    subId: String(index + 1),
    value: line,
    byModel: false,
  }));
}

/** Ties the result to its images. */
function studyUid({ study }: StudyResult): Obx {
  const question = cwe(STUDY_INSTANCE_UID);
  return { type: 'ST', question, subId: '1', value: study.studyInstanceUid, byModel: false };
}

/** CWE.1-3: code, text, system's name in table 0396. */
export function cwe({ system, code, display }: CodedConcept, text = display): (string | undefined)[] {
  return [code, text, HL7_SYSTEM_NAMES[system as Hl7NamedSystem]];
}
