import { randomBytes } from 'node:crypto';
import type { Config } from '#lib/platform/config.ts';
import type { VaultKeys } from '#lib/platform/vault.ts';
import { siteSchema, type Site } from '#lib/platform/sites.ts';

/** One EHR installation with nothing optional left out. */
export const SITE = {
  id: 'general',
  name: 'General Hospital',
  identifierSystem: 'https://general.example/identifiers/analysis',
  fhir: {
    issuer: 'https://fhir.general.example/r4',
    clientId: 'sightline',
    scopes: 'openid fhirUser launch patient/*.rs',
    backend: { clientId: 'sightline-backend', scopes: 'system/*.rs', privateKey: { env: 'BACKEND_KEY' } },
    patientIdentifierSystems: ['urn:oid:1.2.3.4'],
  },
  dicomweb: [{ root: 'https://pacs.general.example/dicom-web', authorization: 'ehr-token' }],
  hl7v2: {
    orders: { host: '127.0.0.1', port: 2575, assigningAuthorities: { ADT1: 'urn:oid:1.2.3.4' } },
    results: {
      host: '127.0.0.1',
      port: 2576,
      receivingApplication: 'RIS',
      receivingFacility: 'GH',
      deduplicatesControlIds: true,
      ackTimeoutMs: 1000,
    },
  },
  model: 'sightline-cxr',
};

export function siteFixture(fhir: Partial<Site['fhir']> = {}): Site {
  return siteSchema.parse({ ...SITE, fhir: { ...SITE.fhir, ...fhir } });
}

export function vaultKeysFixture(): VaultKeys {
  const keys = [randomBytes(32)];
  return { current: () => keys };
}

export function configFixture(site: Site): Config {
  return {
    databaseUrl: 'postgres://unused.invalid/none',
    url: new URL('http://127.0.0.1:4000'),
    host: '127.0.0.1',
    port: 4000,
    vaultKeys: vaultKeysFixture(),
    modelsDirectory: 'inference/models',
    providers: ['cpu'],
    models: {},
    receivesOrders: true,
    storage: { free: { warn: 0, stop: 0 }, size: { warn: 0, stop: 0 } },
    logLevel: 'error',
    sites: [site],
  };
}
