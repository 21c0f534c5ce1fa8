import { generateKeyPair, exportJWK } from 'jose';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ARCHIVE_ACCOUNT, MRN_SYSTEM } from '#sandbox/fhir/hospital-identity.ts';
import { mannersOf, type EhrName } from '#sandbox/manners/manners-of.ts';
import type { DicomwebRoot, Site, SiteSettings } from '#lib/platform/sites.ts';
import type { HospitalProcess } from './demo-hospital.ts';

const SCOPES = [
  'openid fhirUser launch online_access',
  'patient/Patient.rs patient/ImagingStudy.rs patient/ServiceRequest.rs patient/Endpoint.rs patient/DiagnosticReport.crus patient/Observation.crus patient/Device.crus',
].join(' ');
const BACKEND_SCOPES =
  'system/Patient.rs system/ImagingStudy.rs system/ServiceRequest.rs system/Endpoint.rs system/DiagnosticReport.crus system/Observation.crus system/Device.crus';

/** What each EHR asks of its entry in sites.json, beside addresses and clients. */
interface EhrEntry {
  readonly fhir: Pick<Site['fhir'], 'scopes' | 'scopeSyntax' | 'refresh' | 'standaloneLaunch'>;
  readonly backend: { readonly scopes?: string };
  readonly results?: Site['results'];
}

/** What both vendors are known for: the report as a document, the coded result by the HL7 engine. */
const WITHOUT_REPORTS: NonNullable<Site['results']> = {
  routes: [
    {
      to: 'ehr',
      when: 'always',
      resources: { DiagnosticReport: 'never', Observation: 'never', Device: 'never' },
    },
    { to: 'hl7-engine', when: 'always' },
  ],
};

const ENTRIES: Readonly<Record<EhrName, EhrEntry>> = {
  open: { fhir: { scopes: SCOPES, standaloneLaunch: true }, backend: { scopes: BACKEND_SCOPES } },
  epic: {
    fhir: { scopeSyntax: 'v2', refresh: 'offline', standaloneLaunch: true },
    backend: {},
    results: WITHOUT_REPORTS,
  },
  // No patient picker of its own: `context-standalone-patient` is not among its capabilities.
  oracle: {
    fhir: { scopeSyntax: 'v2', refresh: 'online', standaloneLaunch: false },
    backend: {},
    results: WITHOUT_REPORTS,
  },
};

/** sites.json for the stand-in hospital. Returns the file's path. */
export async function writeDemoSite(
  directory: string,
  hospital: HospitalProcess,
  ordersPort: number,
  archiveUrl?: string,
): Promise<string> {
  const { fhir, backend, results } = ENTRIES[hospital.ehr];
  const site: SiteSettings = {
    // The hospital forgets everything when it stops; a new one is a new site, so that no old result is shown in it.
    id: `stand-in-${Date.now().toString(36)}`,
    name: 'Stand-in Hospital',
    language: 'en',
    processingId: 'T',
    identifierSystem: 'https://sightline.example/identifiers/analysis',
    fhir: {
      issuer: hospital.fhirUrl,
      clientId: 'sightline',
      ...fhir,
      backend: {
        clientId: 'sightline-backend',
        ...backend,
        privateKey: { file: resolve(await ensureBackendKey(directory)) },
      },
      patientIdentifierSystems: [MRN_SYSTEM],
    },
    dicomweb: [
      {
        root: hospital.archiveUrl,
        authorization: archiveUrl === undefined ? archiveAccess(directory, hospital.ehr) : 'none',
        search: 'allowed',
      },
    ],
    hl7v2: describeEngine(hospital, ordersPort),
    ...(results === undefined ? {} : { results }),
    frameAncestors: [hospital.ehrUrl],
    model: 'sightline-cxr',
    waitForStudySeconds: 60,
  };
  const file = join(directory, 'sites.json');
  writeFileSync(file, JSON.stringify({ sites: [site] }, null, 2));
  return file;
}

function describeEngine(hospital: HospitalProcess, ordersPort: number): SiteSettings['hl7v2'] {
  return {
    orders: { host: '127.0.0.1', port: ordersPort, assigningAuthorities: {} },
    results: {
      host: '127.0.0.1',
      port: hospital.resultsPort,
      receivingApplication: 'STANDIN_ENGINE',
      receivingFacility: 'STANDIN',
      deduplicatesControlIds: true,
      ackTimeoutMs: 10_000,
    },
  };
}

/** How the archive beside this EHR wants to be asked; an account's password lies in a file, as a real one would. */
function archiveAccess(directory: string, ehr: EhrName): DicomwebRoot['authorization'] {
  if (mannersOf(ehr).archive === 'ehr-token') return 'ehr-token';
  const file = join(directory, 'keys', 'archive-password');
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, ARCHIVE_ACCOUNT.password, { mode: 0o600 });
  return { basic: { user: ARCHIVE_ACCOUNT.user, password: { file: resolve(file) } } };
}

/** ES384, as SMART Backend Services asks for; the private half never leaves its file. */
async function ensureBackendKey(directory: string): Promise<string> {
  const file = join(directory, 'keys', 'backend.jwk');
  if (existsSync(file)) return file;
  const { privateKey } = await generateKeyPair('ES384', { extractable: true });
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(
    file,
    JSON.stringify({ ...(await exportJWK(privateKey)), kid: `backend-${Date.now().toString(36)}` }),
    { mode: 0o600 },
  );
  return file;
}
