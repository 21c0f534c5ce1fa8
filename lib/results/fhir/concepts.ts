import type {
  CodeableConcept,
  Coding,
  Extension,
  Identifier,
  ImagingStudy,
  Practitioner,
  Reference,
  ServiceRequest,
} from '@medplum/fhirtypes';
import type { ResultOrder, ResultStudy, Signer, StudyResult } from '#lib/results/study-result.ts';
import { AI_ASSERTED, UNKNOWN } from '#lib/standards/observation-codes.ts';
import {
  DATA_ABSENT_REASON_EXTENSION,
  DICOM_UID,
  IDENTIFIER_TYPE,
  SIGHTLINE_CANONICAL,
} from '#lib/standards/code-systems.ts';
import type { CodedConcept } from '#lib/standards/coded-concept.ts';
import { IDENTIFIER_TYPES } from '#lib/standards/hl7-tables.ts';
import { versionIdentifier } from '#lib/results/identify-result.ts';

export function coding(concept: CodedConcept): Coding {
  const { system, code, display } = concept;
  return display === undefined ? { system, code } : { system, code, display };
}

/** Coded values keep their text: what is not coded is still readable. */
export function codeable(text: string, concepts: readonly CodedConcept[]): CodeableConcept {
  return concepts.length === 0 ? { text } : { coding: concepts.map(coding), text };
}

/** meta of everything that AI wrote: our profile, and the mark that AI asserted it. */
export function aiMeta(profile: string): { profile: string[]; security: Coding[] } {
  return {
    profile: [`${SIGHTLINE_CANONICAL}/StructureDefinition/${profile}`],
    security: [coding(AI_ASSERTED)],
  };
}

/** The business identifier first (conditional create looks for it), then the version's. */
export function resultIdentifiers(result: StudyResult, system: string, value: string): Identifier[] {
  return [
    { system, value },
    { system: `${system}/version`, value: versionIdentifier(result) },
  ];
}

/** By logical id where the EHR holds the ImagingStudy, else by its UID (PS3.15, urn:dicom:uid). */
export function imagingStudyReference(study: ResultStudy): Reference<ImagingStudy> {
  const display = study.description === undefined ? {} : { display: study.description };
  if (study.imagingStudyId !== undefined)
    return { reference: `ImagingStudy/${study.imagingStudyId}`, ...display };
  return {
    type: 'ImagingStudy',
    identifier: { system: DICOM_UID, value: `urn:oid:${study.studyInstanceUid}` },
    ...display,
  };
}

/** The order, by logical id where known, else by the placer's number. */
export function orderReference(order: ResultOrder | undefined): Reference<ServiceRequest> | undefined {
  if (order?.serviceRequestId !== undefined) return { reference: `ServiceRequest/${order.serviceRequestId}` };
  if (order?.placerOrderNumber === undefined) return undefined;
  const type = { coding: [{ system: IDENTIFIER_TYPE, code: IDENTIFIER_TYPES.placer }] };
  return { type: 'ServiceRequest', identifier: { type, value: order.placerOrderNumber } };
}

/** When the films were taken, where somebody told. */
export function effectiveOf({ started }: ResultStudy): { effectiveDateTime?: string } {
  return started === undefined ? {} : { effectiveDateTime: started };
}

/** US Core demands it of every report (us-core-10): that nobody told stands there, and no date that would be taken for it. */
export function statedEffectiveOf(study: ResultStudy): {
  effectiveDateTime?: string;
  _effectiveDateTime?: { extension: Extension[] };
} {
  if (study.started !== undefined) return effectiveOf(study);
  return {
    _effectiveDateTime: { extension: [{ url: DATA_ABSENT_REASON_EXTENSION, valueCode: UNKNOWN.code }] },
  };
}

/** Encounter, where the order names one; what is absent leaves no empty element. */
export function encounterOf({ order }: StudyResult): { encounter?: { reference: string } } {
  return order?.encounterId === undefined
    ? {}
    : { encounter: { reference: `Encounter/${order.encounterId}` } };
}

export function signerReference({ reference, display }: Signer): Reference<Practitioner> {
  return reference === undefined ? { type: 'Practitioner', display } : { reference, display };
}
