import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { siteSchema } from '#lib/platform/sites.ts';
import { chooseArchives, searchableArchives } from '#lib/studies/choose-archive.ts';
import { studyReferenceSchema, type StudyReference } from '#lib/studies/study-reference.ts';
import { SITE, siteFixture } from '#tests/unit/platform/site-fixture.ts';

const study = (more: Partial<StudyReference> = {}): StudyReference =>
  studyReferenceSchema.parse({
    studyInstanceUid: '1.2',
    patientId: 'p',
    endpoints: [],
    modalities: ['DX'],
    ...more,
  });
const site = siteFixture();
const root = site.dicomweb[0]?.root ?? '';
const withRoots = (...dicomweb: object[]) => siteSchema.parse({ ...SITE, dicomweb });

describe('chooseArchives', () => {
  test('takes an archive that sites.json lists, last slash or not, and the study’s own address below it', () => {
    for (const endpoints of [
      [root],
      ['http://x.example', `${root}/`],
      [`${root}/studies`],
      [`${root}/studies/1.2.3/`],
    ])
      expect(chooseArchives(site, study({ endpoints }))).toEqual([site.dicomweb[0]]);
  });

  test('takes every archive that holds a part of the study', () => {
    const two = withRoots(
      { root: 'https://a.example/dw', authorization: 'none' },
      { root: 'https://b.example/dw', authorization: 'none' },
      { root: 'https://c.example/dw', authorization: 'none' },
    );
    const endpoints = ['https://c.example/dw', 'https://a.example/dw', 'https://evil.example/dw'];
    expect(chooseArchives(two, study({ endpoints }))?.map((each) => each.root)).toEqual([
      'https://a.example/dw',
      'https://c.example/dw',
    ]);
  });

  test('a study without Endpoint is left to the search', () => {
    expect(chooseArchives(site, study())).toBeUndefined();
  });

  test.each([
    'http://169.254.169.254/latest/meta-data',
    'http://127.0.0.1:5432',
    'file:///etc/passwd',
    'https://pacs.general.example',
    'https://pacs.general.example/dicom-web/../admin',
    'https://pacs.general.example/dicom-web/studies/../../admin',
    'https://pacs.general.example.evil.example/dicom-web',
    'https://pacs.general.example@evil.example/dicom-web',
    'http://pacs.general.example/dicom-web',
    'HTTPS://PACS.GENERAL.EXAMPLE/dicom-web',
    '',
  ])('never calls %j', (address) => {
    expect(() => chooseArchives(site, study({ endpoints: [address] }))).toThrow(
      expect.objectContaining({ code: 'endpoint-not-allowed', failure: 'refused' }),
    );
  });

  test('gives addresses of sites.json and never the Endpoint’s own, whatever that says', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.webUrl(), fc.string(), fc.constant(root))), (endpoints) => {
        let chosen: readonly string[] = [];
        try {
          chosen = chooseArchives(site, study({ endpoints }))?.map((each) => each.root) ?? [];
        } catch (error) {
          expect(error).toMatchObject({ name: 'AppError' });
        }
        expect([[], [root]]).toContainEqual(chosen);
      }),
    );
  });
});

describe('searchableArchives', () => {
  const closed = withRoots({ root, authorization: 'none', search: 'forbidden' });

  test('a site that says nothing allows it, and one that forbids it at one root keeps it to the others', () => {
    expect(searchableArchives(site)).toEqual(site.dicomweb);
    const half = withRoots(
      { root, authorization: 'none', search: 'forbidden' },
      { root: 'https://b.example/dw', authorization: 'none' },
    );
    expect(searchableArchives(half).map((each) => each.root)).toEqual(['https://b.example/dw']);
  });

  test('where it is forbidden, the reason is the Endpoint: there is none, or it is of no use', () => {
    expect(() => searchableArchives(closed, study())).toThrow(
      expect.objectContaining({ code: 'endpoint-missing', failure: 'refused' }),
    );
    expect(() => searchableArchives(closed, study({ endpointProblem: 'endpoint-unusable' }))).toThrow(
      expect.objectContaining({ code: 'endpoint-unusable', failure: 'refused' }),
    );
  });
});
