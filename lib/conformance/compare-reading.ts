/** What is read in the EHR: the patient, the imaging studies and where they lie, the orders. */
import type { ResourceAccess } from '#lib/launch/request-scopes.ts';
import { servedResource, type CapabilityStatement, type ServedResource } from './capability-statement.ts';
import { confirm, missing, routed, works, type CheckedNeed } from './checked-need.ts';
import type { Expectations } from './expectations.ts';

const TEAM = 'EHR app registration team';
const READING = { r: 'read', s: 'search-type' };
/** The parameters by which each is searched. */
const SEARCHED_BY: Readonly<Record<string, readonly string[]>> = {
  ImagingStudy: ['patient'],
  ServiceRequest: ['patient'],
};

export function compareReading(statement: CapabilityStatement, expected: Expectations): CheckedNeed[] {
  return [
    compareVersion(statement),
    ...expected.access.filter(isRead).map((access) => compareResource(statement, access, expected)),
    ...(expected.receivesOrders ? [comparePatientSearch(statement)] : []),
  ];
}

function isRead({ actions }: ResourceAccess): boolean {
  return interactionsFor(actions, READING).length > 0;
}

function compareVersion({ fhirVersion, format }: CapabilityStatement): CheckedNeed {
  const need = 'FHIR R4 as JSON';
  const offered = [fhirVersion, ...format].join(', ');
  const speaksJson = format.length === 0 || format.some((each) => /json/i.test(each));
  if (fhirVersion.startsWith('4.0') && speaksJson) return works(need, offered);
  return missing(need, offered, 'fhir.issuer must be the base of an R4 server', TEAM);
}

function compareResource(
  statement: CapabilityStatement,
  { resource, actions }: ResourceAccess,
  expected: Expectations,
): CheckedNeed {
  const served = servedResource(statement, resource);
  const wanted = interactionsFor(actions, READING);
  const need = `${resource}: ${wanted.map(plain).join(', ')}`;
  const offered = describe(served);
  const lacking = wanted.filter((interaction) => !served?.interactions.has(interaction));
  const unsearchable = (SEARCHED_BY[resource] ?? []).filter(
    (parameter) => served?.searchParameters?.has(parameter) === false,
  );
  if (lacking.length === 0 && unsearchable.length === 0) return works(need, offered);
  const said = unsearchable.length === 0 ? offered : `${offered}; not by ${unsearchable.join(', ')}`;
  return without(need, said, resource, expected);
}

/** What happens where the EHR lets a resource not be read. */
function without(
  need: string,
  offered: string,
  resource: string,
  { archiveSearch }: Expectations,
): CheckedNeed {
  switch (resource) {
    case 'ImagingStudy':
    case 'Endpoint':
      if (archiveSearch === 'forbidden')
        return missing(
          need,
          offered,
          'no DICOMweb root may be searched: allow the search (dicomweb.search) at one',
          'PACS administrator',
        );
      return routed(need, offered, FROM_ARCHIVE[resource][archiveSearch]);
    case 'ServiceRequest':
      return routed(need, offered, 'results name no order, unless an HL7 order began them');
    case 'DiagnosticReport':
    case 'Observation':
    case 'Device':
      return routed(
        need,
        offered,
        'what was sent and not answered waits for a person: it cannot be looked up',
      );
    default:
      return missing(need, offered, 'nothing works without', TEAM);
  }
}

const FROM_ARCHIVE = {
  ImagingStudy: {
    'by-patient':
      'the chart comes from the archive (QIDO-RS), by the patient’s identifiers, else by accession numbers of orders and reports',
    'by-accession':
      'the chart comes from the archive (QIDO-RS), by the accession numbers of orders and reports',
  },
  Endpoint: {
    'by-patient': 'each study is looked for at the DICOMweb roots of sites.json',
    'by-accession': 'each study is looked for at the DICOMweb roots of sites.json',
  },
} as const;

function comparePatientSearch(statement: CapabilityStatement): CheckedNeed {
  const need = 'Patient: search by identifier (orders)';
  const parameters = servedResource(statement, 'Patient')?.searchParameters;
  if (parameters === undefined)
    return confirm(need, 'not stated', 'can a patient be found by medical record number?', TEAM);
  return parameters.has('identifier')
    ? works(need, 'identifier')
    : missing(need, [...parameters].join(', '), 'an order’s patient cannot be found', TEAM);
}

/** FHIR's names of those of our one-letter actions that stand in a table. */
export function interactionsFor(actions: string, names: Readonly<Record<string, string>>): string[] {
  return Object.entries(names).flatMap(([action, name]) => (actions.includes(action) ? name : []));
}

export function describe(served: ServedResource | undefined): string {
  if (served === undefined) return 'not served';
  return [...served.interactions].map(plain).join(', ') || 'named, with no interaction';
}

function plain(interaction: string): string {
  return interaction === 'search-type' ? 'search' : interaction;
}
