/** URIs of the code systems and naming systems that the product writes, each with its HL7 v2 name (table 0396). */
export const SNOMED_CT = 'http://snomed.info/sct';
export const RADLEX = 'http://radlex.org';
export const LOINC = 'http://loinc.org';
export const UCUM = 'http://unitsofmeasure.org';
export const DCM = 'http://dicom.nema.org/resources/ontology/DCM';
export const DICOM_UID = 'urn:dicom:uid';
export const OBSERVATION_CATEGORY = 'http://terminology.hl7.org/CodeSystem/observation-category';
export const OBSERVATION_INTERPRETATION =
  'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation';
export const OBSERVATION_VALUE = 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue';
export const IDENTIFIER_TYPE = 'http://terminology.hl7.org/CodeSystem/v2-0203';
export const PROVENANCE_PARTICIPANT_TYPE =
  'http://terminology.hl7.org/CodeSystem/provenance-participant-type';
export const DATA_OPERATION = 'http://terminology.hl7.org/CodeSystem/v3-DataOperation';
export const DATA_ABSENT_REASON = 'http://terminology.hl7.org/CodeSystem/data-absent-reason';
export const DATA_ABSENT_REASON_EXTENSION = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason';
export const US_CORE_DOCUMENT_CATEGORY =
  'http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category';
/** HL7 AI Transparency on FHIR. */
export const AI_TRANSPARENCY = 'http://hl7.org/fhir/uv/aitransparency';
export const AI_DEVICE_TYPE = `${AI_TRANSPARENCY}/CodeSystem/AIdeviceTypeCS`;
export const AI_INPUTS = `${AI_TRANSPARENCY}/CodeSystem/AIinputsCS`;
/** Extension of a Device: the DocumentReference that holds its model card. */
export const MODEL_CARD_EXTENSION = `${AI_TRANSPARENCY}/StructureDefinition/aitransparency.modelCardDescription`;

/**
 * Base of our own canonical URLs. `.example` is reserved (RFC 2606), so nobody else can own it; it is replaced here,
 * and in fhir-profiles/sushi-config.yaml, on the day the project has a domain.
 */
export const SIGHTLINE_CANONICAL = 'https://sightline.example/fhir';
/** Our own codes, for what no public code is confirmed. */
export const SIGHTLINE_CODES = `${SIGHTLINE_CANONICAL}/CodeSystem/sightline`;
/** Identifier system of a model file: the value is its SHA-256, hex. */
export const MODEL_SHA256 = `${SIGHTLINE_CANONICAL}/sid/model-sha256`;
/** Identifier system of a model file together with what runs it: provider, precision, processor or card. */
export const MODEL_EXECUTION = `${SIGHTLINE_CANONICAL}/sid/model-execution`;
/** Identifier system of a model's card: the model, its version and its file. */
export const MODEL_CARD = `${SIGHTLINE_CANONICAL}/sid/model-card`;

/** HL7 table 0396. RadLex has no entry that a source confirmed, so it is not written to HL7 v2. */
export const HL7_SYSTEM_NAMES = {
  [SNOMED_CT]: 'SCT',
  [LOINC]: 'LN',
  [UCUM]: 'UCUM',
  [DCM]: 'DCM',
  [SIGHTLINE_CODES]: '99SLN',
} as const;

export type Hl7NamedSystem = keyof typeof HL7_SYSTEM_NAMES;
