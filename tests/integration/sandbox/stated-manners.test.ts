import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CapabilityStatement, CapabilityStatementRestResource } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Hospital } from '#sandbox/hospital.ts';
import { mannersOf } from '#sandbox/manners/manners-of.ts';
import { bearer, discover, launchApp } from './launch-app.ts';
import { openHospital } from './open-hospital.ts';
import { writeTinyDicom } from './write-tiny-dicom.ts';

/** What the real ones said of themselves, captured. */
const CAPTURED = '../shared/data/ehr';
const FILES = {
  epic: { metadata: 'epic-r4-metadata.json', smart: 'epic-r4-smart-configuration.json' },
  oracle: { metadata: 'oracle-r4-metadata.json', smart: 'oracle-smart-configuration.json' },
};
const isCaptured = existsSync(join(CAPTURED, FILES.epic.metadata));

type Stated = Readonly<Record<string, readonly string[] | undefined>>;

const read = (file: string): unknown => JSON.parse(readFileSync(join(CAPTURED, file), 'utf8'));
const readMetadata = (ehr: keyof typeof FILES) => read(FILES[ehr].metadata) as CapabilityStatement;
const resourcesOf = (statement: CapabilityStatement) =>
  new Map((statement.rest?.[0]?.resource ?? []).map((resource) => [resource.type, resource]));
/** A patch is the one interaction that the stand-in leaves out. */
const interactionsOf = (resource: CapabilityStatementRestResource | undefined) =>
  (resource?.interaction ?? [])
    .map(({ code }) => code)
    .filter((code) => code !== 'patch')
    .sort();

describe.each(['epic', 'oracle'] as const)('%s', (ehr) => {
  let hospital: Hospital;
  let metadata: CapabilityStatement;

  beforeAll(async () => {
    const film = writeTinyDicom({ studyUid: '1.2.3.1', sopInstanceUid: '1.2.3.1.1.1', patientId: 'P1' });
    hospital = await openHospital({ film }, { ehr });
    metadata = (await (await fetch(`${hospital.fhirUrl}/metadata`)).json()) as CapabilityStatement;
  }, 60_000);
  afterAll(() => hospital.close());

  describe.skipIf(!isCaptured)(
    `beside the real statements${isCaptured ? '' : ' (captured statements absent)'}`,
    () => {
      test('metadata states the same interactions for every resource it names, and no search parameter more', () => {
        const real = resourcesOf(readMetadata(ehr));
        for (const [type, resource] of resourcesOf(metadata)) {
          expect(interactionsOf(resource), type).toEqual(interactionsOf(real.get(type)));
          expect(resource.conditionalCreate, type).toBe(real.get(type)?.conditionalCreate ?? false);
          const known = (real.get(type)?.searchParam ?? []).map(({ name }) => name);
          expect(known, type).toEqual(
            expect.arrayContaining((resource.searchParam ?? []).map(({ name }) => name)),
          );
        }
        expect((metadata.rest?.[0]?.interaction ?? []).map(({ code }) => code)).toEqual(
          (readMetadata(ehr).rest?.[0]?.interaction ?? []).map(({ code }) => code),
        );
      });

      test.each([
        'ImagingStudy',
        'DiagnosticReport',
        'Observation',
        'DocumentReference',
        'Device',
        'Endpoint',
      ])('%s stands there exactly where it stands in the real statement', (type) => {
        const real = resourcesOf(readMetadata(ehr));
        const name = type as NonNullable<CapabilityStatementRestResource['type']>;
        expect(resourcesOf(metadata).has(name)).toBe(real.has(name));
      });

      test('the smart-configuration states the same capabilities, methods, algorithms and grants', async () => {
        const real = read(FILES[ehr].smart) as Stated;
        const own = (await discover(hospital)) as unknown as Stated;
        for (const name of [
          'capabilities',
          'token_endpoint_auth_methods_supported',
          'token_endpoint_auth_signing_alg_values_supported',
          'grant_types_supported',
          'code_challenge_methods_supported',
        ])
          expect([...(own[name] ?? [])].sort(), name).toEqual(
            // The stand-in issues no health cards, and doesn't say so.
            (real[name] ?? []).filter((each) => each !== 'health-cards').sort(),
          );
        expect(real['scopes_supported']).toEqual(
          expect.arrayContaining([...(own['scopes_supported'] ?? [])]),
        );
      });

      test('it publishes the endpoints that the real one publishes, at the same paths', async () => {
        const real = read(FILES[ehr].smart) as Readonly<Record<string, string>>;
        const own = await discover(hospital);
        const named = (stated: Readonly<Record<string, unknown>>) =>
          Object.keys(stated).filter((name) => /_endpoint$|_uri$|^issuer$/.test(name));
        expect(named(own).sort()).toEqual(named(real).sort());
        for (const name of named(own)) {
          const path = new URL(own[name] ?? '').pathname.replace(
            '/hosts/localhost/',
            '/hosts/fhir-ehr-code.cerner.com/',
          );
          expect(new URL(real[name] ?? '').pathname.endsWith(path), name).toBe(true);
        }
      });
    },
  );

  test('metadata agrees with what is answered, for every resource and interaction', async () => {
    const token = await launchApp(hospital, hospital.patients[0]?.fhirId ?? '', 'launch user/*.cruds');
    const served = resourcesOf(metadata);
    const ask = async (method: string, path: string) => {
      const headers = { ...bearer(token), 'content-type': 'application/fhir+json' };
      const body = method === 'GET' ? {} : { body: '{}' };
      return (await fetch(`${hospital.fhirUrl}/${path}`, { method, headers, ...body })).status;
    };
    const types = [
      'ImagingStudy',
      'DiagnosticReport',
      'Device',
      'Task',
      'Subscription',
      'Endpoint',
      'Provenance',
    ];
    for (const type of types) {
      const stated = served.get(type as NonNullable<CapabilityStatementRestResource['type']>);
      for (const [code, method, path] of [
        ['read', 'GET', `${type}/1`],
        ['search-type', 'GET', type],
        ['create', 'POST', type],
        ['update', 'PUT', `${type}/1`],
        ['delete', 'DELETE', `${type}/1`],
      ] as const) {
        const status = await ask(method, path);
        const isStated = interactionsOf(stated).includes(code);
        if (stated === undefined) expect(status, `${code} ${type}`).toBe(404);
        else if (isStated) expect(status, `${code} ${type}`).not.toBe(405);
        else expect(status, `${code} ${type}`).toBe(405);
      }
    }
  });

  test('the base address holds what this EHR puts into it', () => {
    expect(new URL(hospital.fhirUrl).pathname).toBe(mannersOf(ehr).paths.fhir);
    expect(hospital.fhirUrl).toMatch(ehr === 'epic' ? /\/api\/FHIR\/R4$/ : /\/r4\/[0-9a-f-]{36}$/);
  });
});
