import { describe, expect, test } from 'vitest';
import { sitesSchema } from '#lib/platform/sites.ts';
import { SITE } from './site-fixture.ts';

const accepts = (...sites: unknown[]): boolean => sitesSchema.safeParse({ sites }).success;

const ENGINE = { to: 'hl7-engine' };
const SERVER = {
  to: 'results-server',
  name: 'vna',
  base: 'https://results.example/fhir',
  authorization: 'none',
};

describe('sites.json', () => {
  test('holds no secret, only where to find it', () => {
    const secret = { ...SITE.fhir, backend: { ...SITE.fhir.backend, privateKey: '{"d":"…"}' } };
    expect(accepts({ ...SITE, fhir: secret })).toBe(false);
  });

  test.each([
    ['a misspelt setting', { ...SITE, waitForStudySecond: 3 }],
    ['no archive', { ...SITE, dicomweb: [] }],
    [
      'no identifier system that DICOM uses',
      { ...SITE, fhir: { ...SITE.fhir, patientIdentifierSystems: [] } },
    ],
    [
      'an issuer for a system that DICOM does not use',
      { ...SITE, fhir: { ...SITE.fhir, patientIdIssuers: { 'urn:oid:1.2.3': 'HOSPITAL-A' } } },
    ],
    ['an id that could leave a path', { ...SITE, id: '../x' }],
    ['results that go nowhere', { ...SITE, results: { routes: [] } }],
    ['results to an HL7 engine that is not there', { ...SITE, results: { routes: [ENGINE] }, hl7v2: {} }],
    ['the same route twice', { ...SITE, results: { routes: [ENGINE, ENGINE] } }],
    ['a way of filing that nobody knows', { ...SITE, results: { routes: [{ to: 'fax' }] } }],
    [
      'a resource that is never filed',
      { ...SITE, results: { routes: [{ to: 'ehr', resources: { Task: 'create' } }] } },
    ],
    [
      'a results server in clear text',
      { ...SITE, results: { routes: [{ ...SERVER, base: 'http://results.example/fhir' }] } },
    ],
    [
      'a server that takes the name of the EHR',
      { ...SITE, results: { routes: [{ ...SERVER, name: 'ehr' }] } },
    ],
    [
      'results for an archive that is not its own',
      {
        ...SITE,
        results: { routes: [{ to: 'archive', name: 'pacs', root: 'https://elsewhere.example/dicom' }] },
      },
    ],
    ['an issuer that is no URL', { ...SITE, fhir: { ...SITE.fhir, issuer: 'general' } }],
    ['a port out of range', { ...SITE, hl7v2: { orders: { ...SITE.hl7v2.orders, port: 70_000 } } }],
  ])('is refused with %s', (_, site) => {
    expect(accepts(SITE)).toBe(true);
    expect(accepts(site)).toBe(false);
  });

  test('is accepted with every kind of route', () => {
    const folder = { to: 'folder', when: 'otherwise', name: 'drop', path: '/srv/results', format: 'pdf' };
    const archive = { to: 'archive', name: 'pacs', root: SITE.dicomweb[0]?.root };
    const routes = [{ to: 'ehr' }, ENGINE, SERVER, archive, folder];
    expect(accepts({ ...SITE, results: { routes } })).toBe(true);
  });

  test('two sites share neither their id nor their issuer: a launch could not tell them apart', () => {
    const other = { ...SITE, id: 'other', fhir: { ...SITE.fhir, issuer: 'https://other.example/r4' } };
    expect(accepts(SITE, other)).toBe(true);
    expect(accepts(SITE, { ...other, id: SITE.id })).toBe(false);
    expect(accepts(SITE, { ...other, fhir: { ...other.fhir, issuer: `${SITE.fhir.issuer}/` } })).toBe(false);
  });
});
