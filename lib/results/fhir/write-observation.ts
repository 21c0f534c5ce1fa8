import type { Observation, ObservationComponent, Quantity } from '@medplum/fhirtypes';
import type { ReadFinding } from '#lib/attestation/reading.ts';
import type { Box, Finding } from '#lib/findings/finding.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { describeDecision, describeFinding, describeStanding } from '#lib/results/describe-finding.ts';
import { formatThreshold, roundForCoding } from '#lib/results/format-number.ts';
import {
  aiMeta,
  codeable,
  effectiveOf,
  encounterOf,
  imagingStudyReference,
  orderReference,
  resultIdentifiers,
  signerReference,
} from '#lib/results/fhir/concepts.ts';
import { deviceReference } from '#lib/results/fhir/write-device.ts';
import { narrative } from '#lib/results/fhir/write-narrative.ts';
import type { FhirWriting } from '#lib/results/fhir/write-options.ts';
import { entryUrn, findingIdentifier } from '#lib/results/identify-result.ts';
import { isWithdrawn, signerOf } from '#lib/results/report-status.ts';
import { conceptName, wordsOf } from '#lib/results/report-words.ts';
import type { StudyResult } from '#lib/results/study-result.ts';
import { capitalise } from '#lib/results/write-report-text.ts';
import type { CodedConcept } from '#lib/standards/coded-concept.ts';
import {
  IMAGING_CATEGORY,
  INTERPRETATION_CODES,
  MAP_REGION,
  OPERATING_POINT,
  PRESENCE_CODES,
  PROBABILITY,
  SENSITIVITY,
  SOP_INSTANCE_UID,
  SPECIFICITY,
  UNITY,
  WITHDRAWN_IN_ERROR,
} from '#lib/standards/observation-codes.ts';

/**
 * One finding: is it there (value), how probable (component), by which model (device), seen on which study. What was
 * withdrawn has no value any more, because readers show values and overlook a status.
 */
export function writeObservation(writing: FhirWriting, finding: ReadFinding): Observation {
  const { result, report, options } = writing;
  const { concept } = finding;
  const order = orderReference(result.order);
  const signer = signerOf(result);
  return {
    resourceType: 'Observation',
    meta: aiMeta('sightline-finding'),
    language: report.locale,
    text: narrative([findingText(writing, finding), options.aiStatement]),
    identifier: resultIdentifiers(result, options.identifierSystem, findingIdentifier(result, finding.label)),
    ...(order === undefined ? {} : { basedOn: [order] }),
    status: result.status,
    category: [codeable('Imaging', [IMAGING_CATEGORY])],
    code: codeable(conceptName(concept, report.locale), [...concept.codings, concept.local]),
    subject: { reference: `Patient/${result.patient.fhirId}` },
    ...encounterOf(result),
    ...effectiveOf(result.study),
    issued: result.issuedAt,
    ...(signer === undefined ? {} : { performer: [signerReference(signer)] }),
    ...(isWithdrawn(result) ? withdrawnValue(report.impression) : valueOf(finding, report.locale)),
    note: [{ text: options.aiStatement }],
    method: { text: `AI image analysis: ${result.model.title} ${finding.model.version}` },
    device: deviceReference(writing),
    derivedFrom: [imagingStudyReference(result.study)],
  };
}

export function observationUrn(result: StudyResult, finding: ReadFinding): string {
  return entryUrn(`Observation/${findingIdentifier(result, finding.label)}`);
}

/** The finding's line of the report, or that it was withdrawn. */
export function findingText({ result, report }: FhirWriting, finding: ReadFinding): string {
  if (!isWithdrawn(result)) return describeFinding(finding, report.locale);
  return [`${conceptName(finding.concept, report.locale)}:`, report.banner].join(' ');
}

function withdrawnValue(reasons: readonly string[]): Pick<Observation, 'dataAbsentReason'> {
  return { dataAbsentReason: codeable(reasons.join(' '), [WITHDRAWN_IN_ERROR]) };
}

/** By the reader where one read it; the components stay the model's. */
function valueOf(finding: ReadFinding, locale: Locale): Partial<Observation> {
  const { presence, laterality } = finding.reading ?? finding;
  const side = laterality === undefined ? undefined : wordsOf(locale).t(`report.bodySide.${laterality}`);
  return {
    valueCodeableConcept: codeable(
      capitalise(describeStanding(finding, locale)),
      PRESENCE_CODES[presence].codings,
    ),
    interpretation: [codeable(interpretationText(finding, locale), [INTERPRETATION_CODES[presence]])],
    // No body-site code is confirmed: the side stands as text.
    ...(side === undefined ? {} : { bodySite: { text: side } }),
    component: componentsOf(finding),
  };
}

function interpretationText(finding: ReadFinding, locale: Locale): string {
  const { presence, ruleOut, reading } = finding;
  if (reading !== undefined) return capitalise(describeDecision(reading, locale));
  const point = presence === 'absent' ? (ruleOut ?? finding.operatingPoint) : finding.operatingPoint;
  const key = presence === 'absent' && ruleOut !== undefined ? 'ruledOut' : presence;
  const threshold = formatThreshold(point.threshold, finding.probability);
  return wordsOf(locale).t(`report.interpretation.${key}`, { threshold });
}

function componentsOf(finding: Finding): ObservationComponent[] {
  const { threshold, sensitivity, specificity } = finding.operatingPoint;
  return [
    numeric(PROBABILITY, finding.probability),
    numeric(OPERATING_POINT, threshold),
    numeric(SENSITIVITY, sensitivity),
    numeric(SPECIFICITY, specificity),
    { code: codeable('Film that shows it', [SOP_INSTANCE_UID]), valueString: finding.sopInstanceUid },
    ...(finding.regions ?? []).map(({ box }) => regionOf(box)),
  ];
}

function regionOf({ left, top, width, height }: Box): ObservationComponent {
  const text = 'Where the activation map is strong: influence on the model, not the outline of a finding';
  return {
    code: codeable(text, [MAP_REGION]),
    valueString: `xywh=pixel:${[left, top, width, height].join()}`,
  };
}

function numeric(concept: CodedConcept, value: number): ObservationComponent {
  return { code: codeable(concept.display ?? concept.code, [concept]), valueQuantity: pureNumber(value) };
}

/** UCUM unity, not percent: the value is the probability itself, 0 to 1. */
function pureNumber(value: number): Quantity {
  return { value: roundForCoding(value), unit: '1', system: UNITY.system, code: UNITY.code };
}
