import { generateKeyPair, exportJWK } from 'jose';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { MRN_SYSTEM } from '#sandbox/fhir/hospital-identity.ts';
import type { Site } from '#lib/platform/sites.ts';
import type { HospitalProcess } from './demo-hospital.ts';

const SCOPES = [
  'openid fhirUser launch online_access',
  'patient/Patient.rs patient/ImagingStudy.rs patient/ServiceRequest.rs patient/Endpoint.rs patient/DiagnosticReport.crus patient/Observation.crus patient/Device.crus',
].join(' ');
const BACKEND_SCOPES =
  'system/Patient.rs system/ImagingStudy.rs system/ServiceRequest.rs system/Endpoint.rs system/DiagnosticReport.crus system/Observation.crus system/Device.crus';

/** sites.json for the stand-in hospital. Returns the file's path. */
export async function writeDemoSite(
  directory: string,
  hospital: HospitalProcess,
  ordersPort: number,
  archiveUrl?: string,
): Promise<string> {
  const site: Site = {
    // The hospital forgets everything when it stops; a new one is a new site, so that no old result is shown in it.
    id: `stand-in-${Date.now().toString(36)}`,
    name: 'Stand-in Hospital',
    language: 'en',
    processingId: 'T',
    identifierSystem: 'https://sightline.example/identifiers/analysis',
    fhir: {
      issuer: hospital.fhirUrl,
      clientId: 'sightline',
      scopes: SCOPES,
      backend: {
        clientId: 'sightline-backend',
        scopes: BACKEND_SCOPES,
        privateKey: { file: resolve(await ensureBackendKey(directory)) },
      },
      patientIdentifierSystems: [MRN_SYSTEM],
    },
    dicomweb: [{ root: hospital.archiveUrl, authorization: archiveUrl === undefined ? 'ehr-token' : 'none' }],
    hl7v2: {
      orders: { host: '127.0.0.1', port: ordersPort, assigningAuthorities: {} },
      results: {
        host: '127.0.0.1',
        port: hospital.resultsPort,
        receivingApplication: 'STANDIN_ENGINE',
        receivingFacility: 'STANDIN',
        deduplicatesControlIds: true,
        ackTimeoutMs: 10_000,
      },
    },
    frameAncestors: [hospital.ehrUrl],
    model: 'sightline-cxr',
    waitForStudySeconds: 60,
  };
  const file = join(directory, 'sites.json');
  writeFileSync(file, JSON.stringify({ sites: [site] }, null, 2));
  return file;
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
