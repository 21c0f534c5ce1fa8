import type { CodeableConcept, DiagnosticReport } from '@medplum/fhirtypes';
import {
  aiMeta,
  codeable,
  encounterOf,
  imagingStudyReference,
  orderReference,
  resultIdentifiers,
  signerReference,
  statedEffectiveOf,
} from '#lib/results/fhir/concepts.ts';
import { reportNarrative, writeConclusion } from '#lib/results/fhir/write-narrative.ts';
import { findingText, observationUrn } from '#lib/results/fhir/write-observation.ts';
import type { FhirWriting } from '#lib/results/fhir/write-options.ts';
import { writeReportForms } from '#lib/results/fhir/write-report-forms.ts';
import { entryUrn, reportIdentifier } from '#lib/results/identify-result.ts';
import { signerOf } from '#lib/results/report-status.ts';
import type { ResultOrder, StudyResult } from '#lib/results/study-result.ts';
import { HL7_SYSTEM_NAMES, LOINC } from '#lib/standards/code-systems.ts';
import { IMAGING_STUDY_REPORT, RADIOLOGY_CATEGORY } from '#lib/standards/observation-codes.ts';

/** The report. It names an interpreter where its status says that one signed, and never else. */
export function writeDiagnosticReport(writing: FhirWriting): DiagnosticReport {
  const { result, report, options, parts } = writing;
  const order = orderReference(result.order);
  const signer = signerOf(result);
  const performer = options.performerDisplay;
  return {
    resourceType: 'DiagnosticReport',
    meta: aiMeta('sightline-diagnostic-report'),
    language: report.locale,
    text: reportNarrative(report),
    identifier: resultIdentifiers(result, options.identifierSystem, reportIdentifier(result)),
    ...(order === undefined ? {} : { basedOn: [order] }),
    status: result.status,
    category: [codeable('Radiology', [RADIOLOGY_CATEGORY])],
    code: reportCode(result.order),
    subject: { reference: `Patient/${result.patient.fhirId}` },
    ...encounterOf(result),
    ...statedEffectiveOf(result.study),
    issued: result.issuedAt,
    ...(performer === undefined ? {} : { performer: [{ display: performer }] }),
    ...(signer === undefined ? {} : { resultsInterpreter: [signerReference(signer)] }),
    ...(parts.has('findings') && result.findings.length > 0 ? { result: findingReferences(writing) } : {}),
    imagingStudy: [imagingStudyReference(result.study)],
    conclusion: writeConclusion(report),
    presentedForm: writeReportForms(writing),
  };
}

export function reportUrn(result: StudyResult): string {
  return entryUrn(`DiagnosticReport/${reportIdentifier(result)}`);
}

function findingReferences(writing: FhirWriting): NonNullable<DiagnosticReport['result']> {
  return writing.result.findings.map((finding) => ({
    reference: observationUrn(writing.result, finding),
    display: findingText(writing, finding),
  }));
}

/** What was ordered, where it was ordered by LOINC; else the general code, beside the order's own words. */
export function reportCode(order: ResultOrder | undefined): CodeableConcept {
  const ordered = order?.universalServiceId;
  if (ordered === undefined) return codeable('Diagnostic imaging study', [IMAGING_STUDY_REPORT]);
  if (ordered.system !== HL7_SYSTEM_NAMES[LOINC]) return codeable(ordered.text, [IMAGING_STUDY_REPORT]);
  return codeable(ordered.text, [{ system: LOINC, code: ordered.code }]);
}
