import { describe, expect, test } from 'vitest';
import { sitesSchema } from '#lib/platform/sites.ts';
import { SITE } from './site-fixture.ts';

const accepts = (...sites: unknown[]): boolean => sitesSchema.safeParse({ sites }).success;

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
    ['results that go nowhere', { ...SITE, results: { fhir: 'none' }, hl7v2: {} }],
    ['a way of filing that nobody knows', { ...SITE, results: { fhir: 'fax' } }],
    ['an issuer that is no URL', { ...SITE, fhir: { ...SITE.fhir, issuer: 'general' } }],
    ['a port out of range', { ...SITE, hl7v2: { orders: { ...SITE.hl7v2.orders, port: 70_000 } } }],
  ])('is refused with %s', (_, site) => {
    expect(accepts(SITE)).toBe(true);
    expect(accepts(site)).toBe(false);
  });

  test('two sites share neither their id nor their issuer: a launch could not tell them apart', () => {
    const other = { ...SITE, id: 'other', fhir: { ...SITE.fhir, issuer: 'https://other.example/r4' } };
    expect(accepts(SITE, other)).toBe(true);
    expect(accepts(SITE, { ...other, id: SITE.id })).toBe(false);
    expect(accepts(SITE, { ...other, fhir: { ...other.fhir, issuer: `${SITE.fhir.issuer}/` } })).toBe(false);
  });
});
