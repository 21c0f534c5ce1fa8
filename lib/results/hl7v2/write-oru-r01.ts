import type { HL7Message } from 'hl7v2';
import { toHl7Timestamp } from '#lib/results/hl7v2/date-time.ts';
import type { OruOptions } from '#lib/results/hl7v2/oru-options.ts';
import { type FieldValue, newMessage, setFields, writeSegment } from '#lib/results/hl7v2/segment-writer.ts';
import { cwe, writeObxSegments } from '#lib/results/hl7v2/write-observation-segments.ts';
import { writePid, writePv1 } from '#lib/results/hl7v2/write-patient-segments.ts';
import type { StudyResult } from '#lib/results/study-result.ts';
import { type ReportText, writeReportText } from '#lib/results/write-report-text.ts';
import {
  ACCEPT_ALWAYS,
  ACCEPT_NEVER,
  COMMENT_SOURCE_ANCILLARY,
  DIAGNOSTIC_SERVICE_RADIOLOGY,
  HL7_VERSION,
  ORDER_CONTROL_RESULTS,
  ORU_R01,
  RESULT_PRELIMINARY,
} from '#lib/standards/hl7-tables.ts';
import { IMAGING_STUDY_REPORT } from '#lib/standards/observation-codes.ts';

const PRODUCT = 'Sightline';

/**
 * The result as an unsolicited observation message (HL7 v2.5.1 7.3.1), segments ended by CR. Throws
 * `patient-identifier-missing` and `date-not-iso`; never writes a message that leaves either to the reader.
 */
export function writeOruR01(result: StudyResult, options: OruOptions): string {
  const report = writeReportText(result, options.aiStatement);
  const message = newMessage();
  writeMsh(message, result, options);
  writeSft(message, options);
  writePid(message, result.patient, options);
  writePv1(message, result);
  writeOrder(message, result);
  writeNotes(message, report);
  writeObxSegments(message, result, report);
  return message.toHL7String();
}

/** Original acknowledgement mode is what most engines speak: accept acknowledgement never, application's always. */
function writeMsh(message: HL7Message, result: StudyResult, options: OruOptions): void {
  setFields(message.header, {
    3: options.sendingApplication,
    4: options.sendingFacility,
    5: options.receivingApplication,
    6: options.receivingFacility,
    7: toHl7Timestamp(result.issuedAt),
    9: [ORU_R01.code, ORU_R01.event, ORU_R01.structure],
    10: options.controlId,
    11: options.processingId,
    12: HL7_VERSION,
    15: ACCEPT_NEVER,
    16: ACCEPT_ALWAYS,
    18: options.characterSet,
  });
}

/** SFT (2.15.12): vendor, version, product and binary id are all required. */
function writeSft(message: HL7Message, { softwareVersion }: OruOptions): void {
  const version = softwareVersion ?? 'unstated';
  writeSegment(message, 'SFT', { 1: PRODUCT, 2: version, 3: PRODUCT, 4: version });
}

function writeOrder(message: HL7Message, result: StudyResult): void {
  const { order, study, issuedAt } = result;
  const placer = order?.placerOrderNumber;
  // The department's own number is the accession number; where there is none, the analysis names itself.
  const filler = order?.fillerOrderNumber ?? study.accessionNumber;
  const fillerField: FieldValue = filler ?? [result.analysisId, 'SIGHTLINE'];
  writeSegment(message, 'ORC', { 1: ORDER_CONTROL_RESULTS, 2: placer, 3: fillerField });
  writeSegment(message, 'OBR', {
    1: '1',
    2: placer,
    3: fillerField,
    4: universalService(result),
    7: study.started === undefined ? undefined : toHl7Timestamp(study.started),
    18: study.accessionNumber,
    22: toHl7Timestamp(issuedAt),
    24: DIAGNOSTIC_SERVICE_RADIOLOGY,
    25: RESULT_PRELIMINARY,
  });
}

function universalService({ order }: StudyResult): FieldValue {
  const ordered = order?.universalServiceId;
  if (ordered !== undefined) return [ordered.code, ordered.text, ordered.system];
  return cwe(IMAGING_STUDY_REPORT);
}

/** The banner and the AI statement stand at the head of the report, where a display of notes shows them first. */
function writeNotes(message: HL7Message, report: ReportText): void {
  [report.banner, report.aiStatement].forEach((text, index) => {
    writeSegment(message, 'NTE', { 1: String(index + 1), 2: COMMENT_SOURCE_ANCILLARY, 3: text });
  });
}
