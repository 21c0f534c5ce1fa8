import type { CodeableConcept, Observation, ObservationComponent, Quantity } from '@medplum/fhirtypes';
import type { Box, Finding } from '#lib/findings/finding.ts';
import { formatThreshold, roundForCoding } from '#lib/results/format-number.ts';
import {
  aiMeta,
  codeable,
  imagingStudyReference,
  orderReference,
  resultIdentifiers,
} from '#lib/results/fhir/concepts.ts';
import type { FhirWriteOptions } from '#lib/results/fhir/write-options.ts';
import { deviceUrn } from '#lib/results/fhir/write-device.ts';
import { narrative } from '#lib/results/fhir/write-narrative.ts';
import { entryUrn, findingIdentifier } from '#lib/results/identify-result.ts';
import type { StudyResult } from '#lib/results/study-result.ts';
import { capitalise, describePresence, type FindingLine } from '#lib/results/write-report-text.ts';
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
} from '#lib/standards/observation-codes.ts';

/** One finding: is it there (value), how probable (component), by which model (device), seen on which study. */
export function writeObservation(
  result: StudyResult,
  line: FindingLine,
  options: FhirWriteOptions,
): Observation {
  const { finding } = line;
  const { text, codings, local } = finding.concept;
  const order = orderReference(result.order);
  const encounterId = result.order?.encounterId;
  return {
    resourceType: 'Observation',
    meta: aiMeta('sightline-finding'),
    text: narrative([line.text, options.aiStatement]),
    identifier: resultIdentifiers(result, options.identifierSystem, findingIdentifier(result, finding.label)),
    ...(order === undefined ? {} : { basedOn: [order] }),
    status: result.status,
    category: [codeable('Imaging', [IMAGING_CATEGORY])],
    code: codeable(text, [...codings, local]),
    subject: { reference: `Patient/${result.patient.fhirId}` },
    ...(encounterId === undefined ? {} : { encounter: { reference: `Encounter/${encounterId}` } }),
    ...(result.study.started === undefined ? {} : { effectiveDateTime: result.study.started }),
    issued: result.issuedAt,
    valueCodeableConcept: presenceOf(finding),
    interpretation: [codeable(interpretationText(finding), [INTERPRETATION_CODES[finding.presence]])],
    note: [{ text: options.aiStatement }],
    ...(finding.laterality === undefined ? {} : { bodySite: bodySiteOf(finding.laterality) }),
    method: { text: `AI image analysis: ${result.model.title} ${finding.model.version}` },
    device: { reference: deviceUrn(result), display: result.model.title },
    derivedFrom: [imagingStudyReference(result.study)],
    component: componentsOf(finding),
  };
}

export function observationUrn(result: StudyResult, finding: Finding): string {
  return entryUrn(`Observation/${findingIdentifier(result, finding.label)}`);
}

function presenceOf(finding: Finding): CodeableConcept {
  return codeable(capitalise(describePresence(finding)), PRESENCE_CODES[finding.presence].codings);
}

function interpretationText({ presence, operatingPoint, ruleOut, probability }: Finding): string {
  const threshold = formatThreshold(operatingPoint.threshold, probability);
  if (presence === 'present') return `At or above the operating point ${threshold}`;
  if (presence === 'indeterminate') return `Indeterminate: below the operating point ${threshold}`;
  if (ruleOut === undefined) return `Below the operating point ${threshold}; not excluded`;
  return `Below the rule-out point ${formatThreshold(ruleOut.threshold, probability)}; not excluded`;
}

/** No body-site code is confirmed: the side stands as text. */
function bodySiteOf(laterality: NonNullable<Finding['laterality']>): CodeableConcept {
  const sides = {
    left: 'Left side of the patient',
    right: 'Right side of the patient',
    bilateral: 'Both sides of the patient',
  };
  return { text: sides[laterality] };
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
