import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NextRequest } from 'next/server';
import { expect, it, vi } from 'vitest';
import { proxy } from '../../../proxy.ts';

const SITE = {
  id: 'h',
  name: 'H',
  identifierSystem: 'https://sightline.example/id',
  fhir: {
    issuer: 'https://ehr.example/fhir',
    clientId: 'c',
    scopes: 's',
    patientIdentifierSystems: ['urn:oid:1.2'],
  },
  dicomweb: [{ root: 'https://pacs.example/dicom-web', authorization: 'none' }],
  frameAncestors: ['https://ehr.example'],
  model: 'sightline-cxr',
};

it("a form of our own keeps its Origin, by which it is told from another site's", () => {
  const directory = mkdtempSync(join(tmpdir(), 'sightline-headers-'));
  writeFileSync(join(directory, 'key'), Buffer.alloc(32).toString('base64'));
  writeFileSync(join(directory, 'sites.json'), JSON.stringify({ sites: [SITE] }));
  vi.stubEnv('DATABASE_URL', 'postgres://nowhere');
  vi.stubEnv('SIGHTLINE_KEY_FILE', join(directory, 'key'));
  vi.stubEnv('SIGHTLINE_SITES', join(directory, 'sites.json'));
  const { headers } = proxy(new NextRequest('http://127.0.0.1:4000/'));
  // `no-referrer` makes a browser send `Origin: null` with a form's POST: requireSameOrigin would refuse every one.
  expect(headers.get('referrer-policy')).toBe('same-origin');
  expect(headers.get('content-security-policy')).toContain('frame-ancestors https://ehr.example');
});
