/** Values of HL7 v2.5.1 tables that the product writes; the table's number stands beside each. */
export const HL7_VERSION = '2.5.1'; // 0104
export const ORU_R01 = { code: 'ORU', event: 'R01', structure: 'ORU_R01' } as const; // 0076, 0003, 0354
export const ORDER_CONTROL_RESULTS = 'RE'; // 0119: observations to follow
export const RESULT_PRELIMINARY = 'P'; // 0123 and 0085
export const DIAGNOSTIC_SERVICE_RADIOLOGY = 'RAD'; // 0074
export const PATIENT_CLASS_UNKNOWN = 'U'; // 0004
export const ABNORMAL = 'A'; // 0078
export const COMMENT_SOURCE_ANCILLARY = 'L'; // 0105
export const NAME_TYPE_LEGAL = 'L'; // 0200
export const NAME_TYPE_UNKNOWN = 'U'; // 0200
export const ACCEPT_ALWAYS = 'AL'; // 0155
export const ACCEPT_NEVER = 'NE'; // 0155
export const UNICODE_UTF8 = 'UNICODE UTF-8'; // 0211

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
