import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseArchive } from '#lib/studies/choose-archive.ts';
import { findOrderedStudy } from '#lib/studies/find-ordered-study.ts';
import { studyReferenceSchema, type StudyReference } from '#lib/studies/study-reference.ts';
import { siteFixture } from '#tests/unit/platform/site-fixture.ts';

const study = (studyInstanceUid: string, more: Partial<StudyReference> = {}): StudyReference =>
  studyReferenceSchema.parse({
    studyInstanceUid,
    patientId: 'p',
    endpoints: [],
    modalities: ['DX'],
    ...more,
  });

const a = study('1.2.1', { accessionNumber: 'ACC-1', order: { placerOrderNumber: 'P-1' } });
const b = study('1.2.2', { accessionNumber: 'ACC-2', order: { placerOrderNumber: 'P-2' } });

describe('findOrderedStudy', () => {
  test.each([
    ['study UID', { studyInstanceUid: '1.2.2' }, b],
    ['accession number', { accessionNumber: 'ACC-1' }, a],
    ['placer order number', { placerOrderNumber: 'P-2' }, b],
    ['study UID before accession number', { studyInstanceUid: '1.2.2', accessionNumber: 'ACC-1' }, b],
  ])('finds by %s', (_, ordered, expected) => {
    expect(findOrderedStudy([a, b], ordered)).toBe(expected);
  });

  test('finds nothing for an order that names nothing, nor for a study that has not come', () => {
    expect(findOrderedStudy([a, b], {})).toBeUndefined();
    expect(findOrderedStudy([a, b], { accessionNumber: 'ACC-3' })).toBeUndefined();
    expect(findOrderedStudy([study('1.2.4')], { placerOrderNumber: 'P-1' })).toBeUndefined();
  });

  test('a study UID that is not there is not made up for by an accession number', () => {
    expect(findOrderedStudy([a], { studyInstanceUid: '1.2.9', accessionNumber: 'ACC-1' })).toBeUndefined();
  });

  test('refuses two studies of one order rather than choosing', () => {
    const twin = study('1.2.3', { accessionNumber: 'ACC-1' });
    expect(() => findOrderedStudy([a, twin], { accessionNumber: 'ACC-1' })).toThrow(
      expect.objectContaining({ code: 'order-invalid', failure: 'refused' }),
    );
  });
});

describe('chooseArchive', () => {
  const site = siteFixture();
  const root = site.dicomweb[0]?.root ?? '';

  test('takes an archive that sites.json lists, last slash or not', () => {
    expect(chooseArchive(site, study('1.2', { endpoints: [root] }))).toBe(site.dicomweb[0]);
    expect(chooseArchive(site, study('1.2', { endpoints: ['http://x.example', `${root}/`] }))).toBe(
      site.dicomweb[0],
    );
  });

  test('names a study without Endpoint', () => {
    expect(() => chooseArchive(site, study('1.2'))).toThrow(
      expect.objectContaining({ code: 'endpoint-missing' }),
    );
  });

  test.each([
    'http://169.254.169.254/latest/meta-data',
    'http://127.0.0.1:5432',
    'file:///etc/passwd',
    'https://pacs.general.example',
    'https://pacs.general.example/dicom-web/../admin',
    'https://pacs.general.example.evil.example/dicom-web',
    'https://pacs.general.example@evil.example/dicom-web',
    'http://pacs.general.example/dicom-web',
    'HTTPS://PACS.GENERAL.EXAMPLE/dicom-web',
    '',
  ])('never calls %j', (address) => {
    expect(() => chooseArchive(site, study('1.2', { endpoints: [address] }))).toThrow(
      expect.objectContaining({ code: 'endpoint-not-allowed', failure: 'refused' }),
    );
  });

  test('gives an address of sites.json and never the Endpoint’s own, whatever that says', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.webUrl(), fc.string(), fc.constant(root))), (endpoints) => {
        let chosen: string | undefined;
        try {
          chosen = chooseArchive(site, study('1.2', { endpoints })).root;
        } catch (error) {
          expect(error).toMatchObject({ name: 'AppError' });
        }
        expect([undefined, root]).toContain(chosen);
      }),
    );
  });
});
