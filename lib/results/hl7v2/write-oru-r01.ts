import { AppError } from '#lib/platform/errors.ts';
import { toHl7Timestamp } from '#lib/results/hl7v2/date-time.ts';
import {
  type OruEnvelope,
  type OruMapping,
  type OruOptions,
  type OruReport,
  USUAL_MAPPING,
} from '#lib/results/hl7v2/oru-options.ts';
import { requireCharacters } from '#lib/results/hl7v2/require-characters.ts';
import { messageText, type Segments, writeHeader, writeSegment } from '#lib/results/hl7v2/segment-writer.ts';
import { writeObxSegments } from '#lib/results/hl7v2/write-observation-segments.ts';
import { writeOrder } from '#lib/results/hl7v2/write-order-segments.ts';
import { writePid, writePv1 } from '#lib/results/hl7v2/write-patient-segments.ts';
import type { StudyResult } from '#lib/results/study-result.ts';
import { type ReportText, writeReportText } from '#lib/results/write-report-text.ts';
import {
  ACCEPT_ALWAYS,
  ACCEPT_NEVER,
  COMMENT_SOURCE_ANCILLARY,
  HL7_VERSION,
  ORU_R01,
} from '#lib/standards/hl7-tables.ts';

const PRODUCT = 'Sightline';

/**
 * The result as an unsolicited observation message (HL7 v2.5.1 7.3.1), segments ended by CR. Throws AppError
 * `patient-identifier-missing`, `date-not-iso`, `report-not-signed`, `character-not-writable`, `report-pdf-missing`;
 * never writes a message that leaves any of it to the reader.
 */
export function writeOruR01(result: StudyResult, options: OruOptions): string {
  return writeOruOfMany([{ ...options, result }], options);
}

/**
 * Several reports of one patient and visit, an ORDER_OBSERVATION group for each. Throws AppError `patients-differ` for
 * those of another: an engine that reads the first PID only would file them on the wrong patient.
 */
export function writeOruOfMany(reports: readonly OruReport[], envelope: OruEnvelope): string {
  const [first, ...further] = reports.map(({ result }) => result);
  if (first === undefined) throw new AppError('report-missing', 'permanent');
  if (!further.every((result) => isOfSameVisit(first, result)))
    throw new AppError('patients-differ', 'permanent');
  const mapping = envelope.mapping ?? USUAL_MAPPING;
  const segments: Segments = [];
  writeMsh(
    segments,
    reports
      .map(({ result }) => result.issuedAt)
      .toSorted(byInstant)
      .at(-1) ?? '',
    envelope,
  );
  if (mapping.segments.SFT) writeSft(segments, envelope);
  writePid(segments, first.patient, envelope);
  if (mapping.segments.PV1) writePv1(segments, first);
  reports.forEach((report, index) => {
    writeReport(segments, report, index + 1, mapping);
  });
  const text = messageText(segments);
  requireCharacters(text, envelope.characterSet);
  return text;
}

function writeReport(segments: Segments, report: OruReport, setId: number, mapping: OruMapping): void {
  const { result, aiStatement, locale } = report;
  writeOrder(segments, result, setId, mapping);
  if (mapping.segments.NTE) writeNotes(segments, writeReportText(result, aiStatement, locale));
  writeObxSegments(segments, report, mapping);
}

const MODES = {
  original: [ACCEPT_NEVER, ACCEPT_ALWAYS],
  accept: [ACCEPT_ALWAYS, ACCEPT_NEVER],
  'accept-and-application': [ACCEPT_ALWAYS, ACCEPT_ALWAYS],
} as const;

/** Original acknowledgement mode is what most engines speak: accept acknowledgement never, application's always (2.9.2). */
function writeMsh(segments: Segments, writtenAt: string, envelope: OruEnvelope): void {
  const [accept, application] = MODES[envelope.acknowledgement ?? 'original'];
  writeHeader(segments, {
    3: envelope.sendingApplication,
    4: envelope.sendingFacility,
    5: envelope.receivingApplication,
    6: envelope.receivingFacility,
    7: toHl7Timestamp(writtenAt),
    9: [ORU_R01.code, ORU_R01.event, ORU_R01.structure],
    10: envelope.controlId,
    11: envelope.processingId,
    12: HL7_VERSION,
    15: accept,
    16: application,
    18: envelope.characterSet,
  });
}

/** SFT (2.15.12): vendor, version, product and binary id are all required. */
function writeSft(segments: Segments, { softwareVersion }: OruEnvelope): void {
  const version = softwareVersion ?? 'unstated';
  writeSegment(segments, 'SFT', { 1: PRODUCT, 2: version, 3: PRODUCT, 4: version });
}

/** The banner and the AI statement stand at the head of the report, where a display of notes shows them first. */
function writeNotes(segments: Segments, report: ReportText): void {
  [report.banner, report.aiStatement].forEach((text, index) => {
    writeSegment(segments, 'NTE', { 1: String(index + 1), 2: COMMENT_SOURCE_ANCILLARY, 3: text });
  });
}

/** All that is known of the patient must agree: in doubt a report goes in a message of its own. */
function isOfSameVisit(a: StudyResult, b: StudyResult): boolean {
  const key = ({ patient, order }: StudyResult) =>
    JSON.stringify([
      patient.fhirId,
      patient.identifiers.map(({ system, value, type }) => [system, value, type]),
      [patient.family, patient.given, patient.birthDate, patient.sex],
      order?.visitNumber,
    ]);
  return key(a) === key(b);
}

function byInstant(a: string, b: string): number {
  return Date.parse(a) - Date.parse(b);
}
