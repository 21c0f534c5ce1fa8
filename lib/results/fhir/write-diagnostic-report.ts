import type { Attachment, CodeableConcept, DiagnosticReport } from '@medplum/fhirtypes';
import {
  aiMeta,
  codeable,
  imagingStudyReference,
  orderReference,
  resultIdentifiers,
} from '#lib/results/fhir/concepts.ts';
import { reportNarrative, writeConclusion, writeReportHtml } from '#lib/results/fhir/write-narrative.ts';
import { observationUrn } from '#lib/results/fhir/write-observation.ts';
import type { FhirWriteOptions } from '#lib/results/fhir/write-options.ts';
import { reportIdentifier } from '#lib/results/identify-result.ts';
import type { ResultOrder, StudyResult } from '#lib/results/study-result.ts';
import type { ReportText } from '#lib/results/write-report-text.ts';
import { HL7_SYSTEM_NAMES, LOINC } from '#lib/standards/code-systems.ts';
import { IMAGING_STUDY_REPORT, RADIOLOGY_CATEGORY } from '#lib/standards/observation-codes.ts';

/** The report: preliminary, with no interpreter, because nobody has read it yet. */
export function writeDiagnosticReport(
  result: StudyResult,
  report: ReportText,
  options: FhirWriteOptions,
): DiagnosticReport {
  const order = orderReference(result.order);
  const encounterId = result.order?.encounterId;
  const performer = options.performerDisplay;
  return {
    resourceType: 'DiagnosticReport',
    meta: aiMeta('sightline-diagnostic-report'),
    text: reportNarrative(report),
    identifier: resultIdentifiers(result, options.identifierSystem, reportIdentifier(result)),
    ...(order === undefined ? {} : { basedOn: [order] }),
    status: result.status,
    category: [codeable('Radiology', [RADIOLOGY_CATEGORY])],
    code: reportCode(result.order),
    subject: { reference: `Patient/${result.patient.fhirId}` },
    ...(encounterId === undefined ? {} : { encounter: { reference: `Encounter/${encounterId}` } }),
    ...(result.study.started === undefined ? {} : { effectiveDateTime: result.study.started }),
    issued: result.issuedAt,
    ...(performer === undefined ? {} : { performer: [{ display: performer }] }),
    result: report.findings.map(({ finding, text }) => ({
      reference: observationUrn(result, finding),
      display: text,
    })),
    imagingStudy: [imagingStudyReference(result.study)],
    conclusion: writeConclusion(report),
    presentedForm: [htmlOf(result, report)],
  };
}

/** What was ordered, where it was ordered by LOINC; else the general code, beside the order's own words. */
function reportCode(order: ResultOrder | undefined): CodeableConcept {
  const ordered = order?.universalServiceId;
  if (ordered === undefined) return codeable('Diagnostic imaging study', [IMAGING_STUDY_REPORT]);
  if (ordered.system !== HL7_SYSTEM_NAMES[LOINC]) return codeable(ordered.text, [IMAGING_STUDY_REPORT]);
  return codeable(ordered.text, [{ system: LOINC, code: ordered.code }]);
}

function htmlOf(result: StudyResult, report: ReportText): Attachment {
  return {
    contentType: 'text/html',
    language: 'en',
    data: Buffer.from(writeReportHtml(report), 'utf8').toString('base64'),
    title: report.title,
    creation: result.issuedAt,
  };
}
