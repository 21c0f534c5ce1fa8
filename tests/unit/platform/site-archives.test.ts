import { describe, expect, test } from 'vitest';
import { retrievalLimitsSchema, siteSchema } from '#lib/platform/sites.ts';
import { SITE } from './site-fixture.ts';

const root = 'https://pacs.general.example/dicom-web';
const accepts = (archive: object): boolean => siteSchema.safeParse({ ...SITE, dicomweb: [archive] }).success;
const password = { file: '/run/secrets/pacs' };

describe('an archive of sites.json', () => {
  test.each<[string, object]>([
    ['the EHR’s token', { authorization: 'ehr-token' }],
    ['a fixed token', { authorization: { bearer: { env: 'PACS_TOKEN' } } }],
    ['name and password', { authorization: { basic: { user: 'u', password } } }],
    ['a certificate', { authorization: 'none', tls: { clientCertificate: password, clientKey: password } }],
    ['an authority', { authorization: 'none', tls: { certificateAuthority: password } }],
    ['no search', { authorization: 'none', search: 'forbidden' }],
  ])('may have %s', (_, more) => {
    expect(accepts({ root, ...more })).toBe(true);
  });

  test.each<[string, object]>([
    ['no authorization', { root }],
    ['a password in plain sight', { root, authorization: { basic: { user: 'u', password: 'x' } } }],
    ['a token in plain sight', { root, authorization: { bearer: 'x' } }],
    ['two ways at once', { root, authorization: { bearer: password, basic: { user: 'u', password } } }],
    ['a certificate without its key', { root, authorization: 'none', tls: { clientCertificate: password } }],
    ['a password in its address', { root: 'https://u:p@pacs.example/dw', authorization: 'none' }],
    ['a query', { root: `${root}?x=1`, authorization: 'none' }],
    ['a scheme that is no web', { root: 'file:///etc', authorization: 'none' }],
  ])('may not have %s', (_, archive) => {
    expect(accepts(archive)).toBe(false);
  });
});

describe('the limits of a retrieval', () => {
  test('are defaults but for those that the site names', () => {
    const site = siteSchema.parse({ ...SITE, retrieval: { instances: 7 } });
    expect(site.retrieval).toEqual({ ...retrievalLimitsSchema.parse({}), instances: 7 });
    expect(site.retrieval?.concurrency).toBe(3);
  });

  test.each([{ instances: 0 }, { concurrency: 99 }, { timeoutMs: 5 }, { bytesPerStudy: -1 }])(
    'are never %j',
    (retrieval) => {
      expect(siteSchema.safeParse({ ...SITE, retrieval }).success).toBe(false);
    },
  );
});
