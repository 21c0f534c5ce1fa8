/** Values of HL7 v2.5.1 tables that the product writes; the table's number stands beside each. */
export const HL7_VERSION = '2.5.1'; // 0104
export const ORU_R01 = { code: 'ORU', event: 'R01', structure: 'ORU_R01' } as const; // 0076, 0003, 0354
export const ORDER_CONTROL_RESULTS = 'RE'; // 0119: observations to follow

/**
 * 0123, OBR-25, from FHIR's DiagnosticReport.status. What was entered in error is a correction of the results: `X` would
 * cancel the order, which is another's, and which a radiologist's report may still answer.
 */
export const REPORT_STATUS = {
  preliminary: 'P',
  final: 'F',
  amended: 'C',
  corrected: 'C',
  cancelled: 'X',
  'entered-in-error': 'C',
} as const;

/**
 * 0085, OBX-11. Of a withdrawal, `W` posts the original as wrong, also where it went to a wrong patient; `D` would delete
 * it without a trace, though somebody may have acted on it.
 */
export const OBSERVATION_STATUS = { ...REPORT_STATUS, 'entered-in-error': 'W' } as const;
/** 0085: a line or a side that a later version of a report that stands does not have any more. */
export const OBSERVATION_DELETED = 'D';
export const DIAGNOSTIC_SERVICE_RADIOLOGY = 'RAD'; // 0074
export const PATIENT_CLASS_UNKNOWN = 'U'; // 0004
export const ABNORMAL = 'A'; // 0078
export const COMMENT_SOURCE_ANCILLARY = 'L'; // 0105
export const NAME_TYPE_LEGAL = 'L'; // 0200
export const NAME_TYPE_UNKNOWN = 'U'; // 0200
export const ACCEPT_ALWAYS = 'AL'; // 0155
export const ACCEPT_NEVER = 'NE'; // 0155
export const UNICODE_UTF8 = 'UNICODE UTF-8'; // 0211
export const LATIN_1 = '8859/1'; // 0211
/** ED.2 to ED.4 of a PDF: 0191, 0291 (as RFC 2046 extends it), 0299. */
export const PDF_DATA = ['application', 'pdf', 'Base64'] as const;

/** 0203, identifier types; the FHIR code system v2-0203 holds the same codes. */
export const IDENTIFIER_TYPES = {
  medicalRecord: 'MR',
  patientInternal: 'PI',
  accession: 'ACSN',
  placer: 'PLAC',
  filler: 'FILL',
  visit: 'VN',
} as const;

/** 0301, universal identifier types. */
export const UNIVERSAL_ID_TYPES = { oid: 'ISO', uri: 'URI' } as const;

/** 0001, administrative sex, from FHIR's administrative-gender. */
export const ADMINISTRATIVE_SEX = { male: 'M', female: 'F', other: 'O', unknown: 'U' } as const;
