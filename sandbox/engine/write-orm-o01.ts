import { hl7Dictionaries } from '#lib/standards/hl7-dictionary.ts';
import type { Encounter, Identifier, ImagingStudy, Patient, ServiceRequest } from '@medplum/fhirtypes';
import { HL7Message } from 'hl7v2';
import type { HL7Segment } from 'hl7v2';
import { HL7Version } from 'hl7v2-dictionary';
import { CLINICIAN, LOCAL_PROCEDURE_SYSTEM } from '../fhir/hospital-identity.ts';

export interface OrderContext {
  readonly order: ServiceRequest;
  readonly patient: Patient;
  readonly encounter: Encounter | undefined;
  readonly study: ImagingStudy | undefined;
}

const SEXES: Readonly<Record<string, string>> = { male: 'M', female: 'F', other: 'O', unknown: 'U' };

/** ORM^O01 of HL7 2.5.1 as IHE Scheduled Workflow sends it: ORC NW, OBR-18 the accession, ZDS-1 the Study Instance UID. */
export function writeOrmO01(context: OrderContext, controlId: string, now: Date): string {
  const message = new HL7Message(HL7Version.v2_5_1, hl7Dictionaries);
  writeHeader(message.header, controlId, now);
  writePatient(message.addSegment('PID'), context.patient);
  writeVisit(message.addSegment('PV1'), context.encounter);
  writeOrder(message, context.order, now);
  const studyUid = context.study?.identifier?.find(
    (identifier) => identifier.system === 'urn:dicom:uid',
  )?.value;
  if (studyUid !== undefined) writeStudyUid(message.addSegment('ZDS'), studyUid.replace(/^urn:oid:/, ''));
  return message.toHL7String();
}

function writeHeader(msh: HL7Segment, controlId: string, now: Date): void {
  set(msh, 3, ['STANDIN_EHR']);
  set(msh, 4, ['STANDIN']);
  set(msh, 5, ['SIGHTLINE']);
  set(msh, 6, ['SIGHTLINE']);
  msh.field(7).fromHL7String(toHl7Time(now));
  set(msh, 9, ['ORM', 'O01', 'ORM_O01']);
  set(msh, 10, [controlId]);
  set(msh, 11, ['P']);
  set(msh, 18, ['UNICODE UTF-8']);
}

function writePatient(pid: HL7Segment, patient: Patient): void {
  const [mrn] = patient.identifier ?? [];
  const [name] = patient.name ?? [];
  set(pid, 1, ['1']);
  set(pid, 3, [mrn?.value ?? '', '', '', '', 'MR']);
  const authority = [
    mrn?.assigner?.reference === undefined ? (mrn?.assigner?.display ?? 'STANDIN') : 'STANDIN',
    mrn?.system?.replace(/^urn:oid:/, ''),
    'ISO',
  ];
  authority.forEach((value, index) => {
    pid
      .field(3)
      .comp(4)
      .subcomp(index + 1).value = value;
  });
  set(pid, 5, [name?.family ?? '', name?.given?.[0] ?? '', name?.given?.[1] ?? '']);
  if (patient.birthDate !== undefined) pid.field(7).fromHL7String(patient.birthDate.replaceAll('-', ''));
  set(pid, 8, [SEXES[patient.gender ?? 'unknown'] ?? 'U']);
}

function writeVisit(pv1: HL7Segment, encounter: Encounter | undefined): void {
  set(pv1, 1, ['1']);
  set(pv1, 2, ['O']);
  set(pv1, 19, [encounter?.identifier?.[0]?.value ?? '']);
}

function writeOrder(message: HL7Message, order: ServiceRequest, now: Date): void {
  const placer = identifierOf(order, 'PLAC');
  const filler = identifierOf(order, 'FILL');
  const provider = [CLINICIAN.id, CLINICIAN.family, CLINICIAN.given];
  const orc = message.addSegment('ORC');
  set(orc, 1, ['NW']);
  set(orc, 2, [placer, 'STANDIN']);
  set(orc, 3, [filler, 'STANDIN']);
  orc.field(9).fromHL7String(toHl7Time(now));
  set(orc, 12, provider);
  const obr = message.addSegment('OBR');
  set(obr, 1, ['1']);
  set(obr, 2, [placer, 'STANDIN']);
  set(obr, 3, [filler, 'STANDIN']);
  set(obr, 4, universalServiceId(order));
  set(obr, 16, provider);
  set(obr, 18, [identifierOf(order, 'ACSN')]);
}

/** CE: the hospital's own code first; LOINC as the alternate where the order has one. */
function universalServiceId(order: ServiceRequest): readonly string[] {
  const text = order.code?.text ?? 'Imaging';
  const local = order.code?.coding?.find((coding) => coding.system === LOCAL_PROCEDURE_SYSTEM);
  const loinc = order.code?.coding?.find((coding) => coding.system === 'http://loinc.org');
  const alternate = loinc === undefined ? [] : [loinc.code ?? '', loinc.display ?? '', 'LN'];
  return [local?.code ?? 'IMAGING', text, 'L', ...alternate];
}

/** IHE RAD TF-2 section 4.4 (ZDS): pointer, application and type of data. */
function writeStudyUid(zds: HL7Segment, studyUid: string): void {
  zds.defineField(1, { type: 'RP' });
  set(zds, 1, [studyUid, 'Application', 'DICOM']);
}

export function identifierOf(order: { identifier?: Identifier[] }, type: string): string {
  return order.identifier?.find((identifier) => identifier.type?.coding?.[0]?.code === type)?.value ?? '';
}

function set(segment: HL7Segment, field: number, components: readonly string[]): void {
  components.forEach((value, index) => {
    if (value !== '') segment.field(field).setValue(value, index + 1);
  });
}

function toHl7Time(time: Date): string {
  return `${time.toISOString().replace(/\D/g, '').slice(0, 14)}+0000`;
}
