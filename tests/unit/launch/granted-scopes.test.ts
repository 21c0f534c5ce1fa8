import { describe, expect, test } from 'vitest';
import { withheldAbilities } from '#lib/launch/granted-scopes.ts';
import { accessAt, launchScopes } from '#lib/launch/request-scopes.ts';
import { siteFixture } from '#tests/unit/platform/site-fixture.ts';

const { issuer, clientId, patientIdentifierSystems } = siteFixture().fhir;
const fhir = { issuer, clientId, patientIdentifierSystems };

describe('the scopes of a launch', () => {
  test('are the least that works, in either syntax', () => {
    expect(launchScopes(fhir, 'ehr', 'v2')).toBe(
      'openid fhirUser launch patient/Patient.rs patient/ImagingStudy.rs patient/Endpoint.rs patient/ServiceRequest.rs ' +
        'patient/DiagnosticReport.crus patient/Observation.crus patient/Device.crus',
    );
    expect(launchScopes(fhir, 'standalone', 'v1')).toBe(
      'openid fhirUser launch/patient patient/Patient.read patient/ImagingStudy.read patient/Endpoint.read patient/ServiceRequest.read ' +
        'patient/DiagnosticReport.read patient/DiagnosticReport.write patient/Observation.read patient/Observation.write ' +
        'patient/Device.read patient/Device.write',
    );
  });

  test.each([
    [undefined, undefined],
    ['none', undefined],
    ['online', 'online_access'],
    ['offline', 'offline_access'],
  ] as const)('ask for a refresh token only where the site says so (%s)', (refresh, scope) => {
    const asked = launchScopes({ ...fhir, ...(refresh && { refresh }) }, 'ehr', 'v2').split(' ');
    expect(asked.filter((each) => each.endsWith('_access'))).toEqual(scope === undefined ? [] : [scope]);
  });

  test('a site’s own list is kept, with the context that the launch needs', () => {
    const own = { ...fhir, scopes: 'openid launch patient/*.rs' };
    expect(launchScopes(own, 'standalone', 'v2')).toBe('openid launch/patient patient/*.rs');
    expect(launchScopes({ ...fhir, scopes: 'openid' }, 'ehr', 'v1')).toBe('openid launch');
  });
});

describe('at an EHR that is not asked for everything', () => {
  const site = siteFixture();
  const always = { when: 'always' as const };
  const never = { DiagnosticReport: 'never', Observation: 'never', Device: 'never' } as const;
  const engineOnly = { ...site, results: { routes: [{ to: 'hl7-engine' as const, ...always }] } };
  const asDocument = { ...site, results: { routes: [{ to: 'ehr' as const, ...always, resources: never }] } };
  const read = (access: ReturnType<typeof accessAt>) =>
    access.map(({ resource, actions }) => `${resource}.${actions}`);

  test('nothing is written where results go by the engine alone, and that is no news to anybody', () => {
    const access = accessAt(engineOnly);
    expect(read(access)).toEqual([
      'Patient.rs',
      'ImagingStudy.rs',
      'Endpoint.rs',
      'ServiceRequest.rs',
      'DiagnosticReport.rs',
    ]);
    expect(withheldAbilities('patient/*.rs', access)).toEqual([]);
  });

  test('where no report is taken, a document is all that is written', () => {
    expect(read(accessAt(asDocument)).filter((each) => /[cu]/.test(each.split('.')[1] ?? ''))).toEqual([
      'DocumentReference.crus',
    ]);
    expect(withheldAbilities('patient/*.rs', accessAt(asDocument))).toEqual(['filing']);
  });

  test('films that it names no right to are looked up elsewhere, which is no news; filing has no other way', () => {
    const named = ['openid', 'launch', 'patient/Patient.rs', 'patient/ServiceRequest.read'];
    const withheld = (supported: string[]) =>
      withheldAbilities('patient/Patient.rs patient/ServiceRequest.rs', accessAt(site), supported);
    expect(withheld(named)).toEqual(['filing']);
    for (const silent of [[], ['openid', 'launch'], ['patient/*.cruds']])
      expect(withheld(silent)).toEqual(['studies', 'archives', 'filing']);
  });
});

describe('what was not granted', () => {
  test.each([
    ['nothing said', undefined, []],
    ['everything, v2', launchScopes(fhir, 'ehr', 'v2'), []],
    ['everything, v1', launchScopes(fhir, 'ehr', 'v1'), []],
    ['wildcards', 'patient/*.*', []],
    ['reading only', 'patient/*.rs', ['filing']],
    ['no films', launchScopes(fhir, 'ehr', 'v2').replace('patient/ImagingStudy.rs ', ''), ['studies']],
    ['read, but no search', launchScopes(fhir, 'ehr', 'v2').replace('Patient.rs', 'Patient.r'), ['patient']],
    [
      'narrowed',
      launchScopes(fhir, 'ehr', 'v2').replace('Observation.crus', 'Observation.crus?category=x'),
      ['filing'],
    ],
    ['nothing', '', ['patient', 'studies', 'archives', 'orders', 'filing']],
    [
      'system scopes, which no user has',
      'system/*.cruds',
      ['patient', 'studies', 'archives', 'orders', 'filing'],
    ],
  ])('%s', (_name, granted, withheld) => {
    expect(withheldAbilities(granted)).toEqual(withheld);
  });
});
