import {
  AI_DEVICE_TYPE,
  AI_INPUTS,
  DATA_ABSENT_REASON,
  DATA_OPERATION,
  DCM,
  LOINC,
  OBSERVATION_CATEGORY,
  OBSERVATION_INTERPRETATION,
  OBSERVATION_VALUE,
  PROVENANCE_PARTICIPANT_TYPE,
  RADLEX,
  SIGHTLINE_CODES,
  SNOMED_CT,
  UCUM,
  US_CORE_DOCUMENT_CATEGORY,
} from '#lib/standards/code-systems.ts';
import type { CodedConcept } from '#lib/standards/coded-concept.ts';

/** Presence, as a value. No code for "indeterminate" is confirmed: its text stands alone. */
export const PRESENCE_CODES = {
  present: {
    text: 'Present',
    codings: [
      { system: SNOMED_CT, code: '52101004', display: 'Present' },
      { system: RADLEX, code: 'RID28472' },
    ],
  },
  absent: {
    text: 'Absent',
    codings: [
      { system: SNOMED_CT, code: '2667000', display: 'Absent' },
      { system: RADLEX, code: 'RID28473' },
    ],
  },
  indeterminate: { text: 'Indeterminate', codings: [] },
} as const satisfies Record<string, { text: string; codings: readonly CodedConcept[] }>;

/** v3-ObservationInterpretation: positive and negative are defined against the test's own threshold. */
export const INTERPRETATION_CODES = {
  present: { system: OBSERVATION_INTERPRETATION, code: 'POS', display: 'Positive' },
  absent: { system: OBSERVATION_INTERPRETATION, code: 'NEG', display: 'Negative' },
  indeterminate: { system: OBSERVATION_INTERPRETATION, code: 'IND', display: 'Indeterminate' },
} as const satisfies Record<string, CodedConcept>;

export const IMAGING_CATEGORY: CodedConcept = {
  system: OBSERVATION_CATEGORY,
  code: 'imaging',
  display: 'Imaging',
};
/** DiagnosticReport.category of US Core. */
export const RADIOLOGY_CATEGORY: CodedConcept = { system: LOINC, code: 'LP29684-5', display: 'Radiology' };
/** The report's code where the order brings none. */
export const IMAGING_STUDY_REPORT: CodedConcept = {
  system: LOINC,
  code: '18748-4',
  display: 'Diagnostic imaging study',
};
export const FINDINGS_SECTION: CodedConcept = { system: LOINC, code: '59776-5', display: 'Findings' };
export const IMPRESSION_SECTION: CodedConcept = { system: LOINC, code: '19005-8', display: 'Impression' };
export const STUDY_INSTANCE_UID: CodedConcept = {
  system: DCM,
  code: '110180',
  display: 'Study Instance UID',
};

/** Asserted by artificial intelligence: meta.security, Provenance.reason. */
export const AI_ASSERTED: CodedConcept = { system: OBSERVATION_VALUE, code: 'AIAST' };
export const AI_DEVICE: CodedConcept = { system: AI_DEVICE_TYPE, code: 'Artificial-Intelligence' };
export const PROVENANCE_AUTHOR: CodedConcept = {
  system: PROVENANCE_PARTICIPANT_TYPE,
  code: 'author',
  display: 'Author',
};
/** Who stands for what the model wrote, once a clinician signed it. */
export const PROVENANCE_ATTESTER: CodedConcept = {
  system: PROVENANCE_PARTICIPANT_TYPE,
  code: 'attester',
  display: 'Attester',
};
export const PROVENANCE_UPDATE: CodedConcept = { system: DATA_OPERATION, code: 'UPDATE', display: 'revise' };
export const PROVENANCE_NULLIFY: CodedConcept = {
  system: DATA_OPERATION,
  code: 'NULLIFY',
  display: 'nullify',
};
export const PROVENANCE_CREATE: CodedConcept = { system: DATA_OPERATION, code: 'CREATE', display: 'create' };

/** US Core 6.1.0: under which category an EHR lists documents. */
export const CLINICAL_NOTE: CodedConcept = {
  system: US_CORE_DOCUMENT_CATEGORY,
  code: 'clinical-note',
  display: 'Clinical Note',
};
/** HL7 AI Transparency, AI-ModelCard: type and category of a model card. */
export const AI_MODEL_CARD: CodedConcept = { system: AI_INPUTS, code: 'AIModelCard' };
export const AI_MODEL_CARD_MARKDOWN: CodedConcept = {
  system: AI_INPUTS,
  code: 'AIModelCardMarkdownFormat',
  display: 'Markdown Format',
};

export const UNKNOWN: CodedConcept = { system: DATA_ABSENT_REASON, code: 'unknown', display: 'Unknown' };
/** Why a withdrawn finding has no value: a workflow process error means that the information is not available. */
export const WITHDRAWN_IN_ERROR: CodedConcept = {
  system: DATA_ABSENT_REASON,
  code: 'error',
  display: 'Error',
};

/** Our own component codes: no public code is confirmed for them. */
export const PROBABILITY: CodedConcept = local('probability', 'Calibrated probability');
export const OPERATING_POINT: CodedConcept = local('operating-point', 'Operating point (threshold)');
export const SENSITIVITY: CodedConcept = local('sensitivity', 'Sensitivity at the operating point');
export const SPECIFICITY: CodedConcept = local('specificity', 'Specificity at the operating point');
export const LATERALITY: CodedConcept = local('laterality', 'Side of the patient');
export const SOP_INSTANCE_UID: CodedConcept = local(
  'sop-instance-uid',
  'Film that shows it (SOP Instance UID)',
);
/** W3C Media Fragments 1.0, 4.2.2: the box in pixels of the film. A map shows influence: it is no outline. */
export const MAP_REGION: CodedConcept = local(
  'map-region',
  'Box where the activation map is strong (pixels)',
);

/** A pure number between 0 and 1: a probability stays one, so that nobody reads 0.83 as 0.83 %. */
export const UNITY: CodedConcept = { system: UCUM, code: '1', display: '1' };

function local(code: string, display: string): CodedConcept {
  return { system: SIGHTLINE_CODES, code, display };
}
