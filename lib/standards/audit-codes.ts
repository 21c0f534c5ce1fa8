/** The codes of FHIR R4 AuditEvent (value sets audit-event-type, audit-event-sub-type, audit-entity-type, object-role). */
import type { CodedConcept } from './coded-concept.ts';

const DCM = 'http://dicom.nema.org/resources/ontology/DCM';
const RESTFUL = 'http://hl7.org/fhir/restful-interaction';

const dcm = (code: string, display: string): CodedConcept => ({ system: DCM, code, display });
const interaction = (code: string): CodedConcept => ({ system: RESTFUL, code, display: code });

/** DICOM PS3.16 CID 400 and 401. */
export const AUDIT_TYPES = {
  rest: {
    system: 'http://terminology.hl7.org/CodeSystem/audit-event-type',
    code: 'rest',
    display: 'RESTful Operation',
  },
  export: dcm('110106', 'Export'),
  import: dcm('110107', 'Import'),
  patientRecord: dcm('110110', 'Patient Record'),
  userAuthentication: dcm('110114', 'User Authentication'),
} as const;

export const AUDIT_SUBTYPES = {
  read: interaction('read'),
  create: interaction('create'),
  update: interaction('update'),
  login: dcm('110122', 'Login'),
  logout: dcm('110123', 'Logout'),
} as const;

export const AUDIT_ENTITY_TYPES = {
  person: { system: 'http://terminology.hl7.org/CodeSystem/audit-entity-type', code: '1', display: 'Person' },
  systemObject: {
    system: 'http://terminology.hl7.org/CodeSystem/audit-entity-type',
    code: '2',
    display: 'System Object',
  },
} as const;

const role = (code: string, display: string): CodedConcept => ({
  system: 'http://terminology.hl7.org/CodeSystem/object-role',
  code,
  display,
});
export const AUDIT_ENTITY_ROLES = {
  patient: role('1', 'Patient'),
  report: role('3', 'Report'),
  job: role('20', 'Job'),
} as const;

export const AUDIT_SOURCE_TYPES = {
  web: {
    system: 'http://terminology.hl7.org/CodeSystem/security-source-type',
    code: '3',
    display: 'Web Server',
  },
  worker: {
    system: 'http://terminology.hl7.org/CodeSystem/security-source-type',
    code: '4',
    display: 'Application Server',
  },
} as const;
