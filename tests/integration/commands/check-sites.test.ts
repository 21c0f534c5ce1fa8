import { createServer } from 'node:net';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { siteSchema, type Site } from '#lib/platform/sites.ts';
import { listenHttp, sendJson } from '#tests/integration/launch/listen-http.ts';
import { capability, smart } from '#tests/unit/conformance/statements.ts';
import { SITE } from '#tests/unit/platform/site-fixture.ts';
import { checkSite, run } from '../../../commands/ops/check-sites.ts';

type Answer = Parameters<Parameters<typeof listenHttp>[0]>[1];
const METADATA = '/r4/metadata';
const SMART = '/r4/.well-known/smart-configuration';
let answers: Record<string, (response: Answer) => void> = {};
const hospital = await listenHttp((request, response) => {
  const answer = answers[(request.url ?? '').replace(/\?.*$/, '')];
  if (answer) answer(response);
  else response.writeHead(404).end();
});
afterAll(() => hospital.close());

const json = (body: unknown) => (response: Answer) => {
  sendJson(response, body);
};
beforeEach(() => {
  hospital.asked.length = 0;
  answers = {
    [METADATA]: json(capability()),
    [SMART]: json(smart({ token_endpoint: `${hospital.url}/token` })),
    '/dicom-web/studies': json([]),
  };
});

function siteOf(more: object = {}): Site {
  return siteSchema.parse({
    ...SITE,
    fhir: {
      ...SITE.fhir,
      issuer: `${hospital.url}/r4`,
      scopes: 'openid launch patient/Patient.rs',
      backend: undefined,
    },
    dicomweb: [{ root: `${hospital.url}/dicom-web`, authorization: 'none' }],
    hl7v2: {},
    ...more,
  });
}
const lacking = async (site: Site) => {
  const [, needs] = await checkSite(site);
  return needs
    .filter(({ verdict }) => verdict === 'missing' || verdict === 'confirm')
    .map(({ need, offered, verdict, means }) => [need, offered, verdict, means].join(' | '));
};

describe('sites check', () => {
  test('a site that has all it needs lacks nothing, and no patient is asked for', async () => {
    expect(await lacking(siteOf())).toEqual([]);
    expect(hospital.asked.toSorted()).toEqual([
      'GET /dicom-web/studies?StudyInstanceUID=2.25.1&limit=1',
      `GET ${SMART}`,
      `GET ${METADATA}`,
    ]);
  });

  test.each<[string, (response: Answer) => void, string]>([
    ['is no JSON', (response) => response.end('<html>'), 'metadata: no JSON, and so no CapabilityStatement'],
    [
      'is another resource',
      json({ resourceType: 'OperationOutcome' }),
      'metadata: no usable CapabilityStatement: ✖ Invalid input: expected "CapabilityStatement"',
    ],
    ['is refused', (response) => response.writeHead(403).end(), 'HTTP status 403'],
    [
      'leads elsewhere',
      (response) => response.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
      'it leads to http://169.254.169.254/, which is not followed',
    ],
    ['never ends', (response) => response.end(Buffer.alloc(9 * 1024 * 1024, ' ')), 'its answer is too large'],
  ])('a CapabilityStatement that %s is told, and all else is compared', async (_, answer, reason) => {
    answers[METADATA] = answer;
    const [told, ...others] = await lacking(siteOf());
    expect(told).toContain('EHR: CapabilityStatement | none that can be read | missing');
    expect(told).toContain(reason);
    expect(others).toEqual([]);
  });

  test('an EHR that is not there is told as that', async () => {
    const site = siteOf();
    const [first, second] = await lacking({
      ...site,
      fhir: { ...site.fhir, issuer: 'http://127.0.0.1:9/r4' },
    });
    expect([first, second].join()).toMatch(/CapabilityStatement.*(ECONNREFUSED|bad port).*SMART/s);
  });

  test.each<[string, number, string]>([
    ['refuses', 401, 'archive-refused, HTTP status 401 | missing'],
    ['knows no studies there', 404, 'HTTP status 404 | confirm'],
    ['redirects', 302, 'archive-redirected, HTTP status 302 | missing'],
    ['calls it wrong', 400, 'archive-answer-broken, HTTP status 400 | missing'],
  ])('an archive that %s', async (_, status, row) => {
    answers['/dicom-web/studies'] = (response) => response.writeHead(status).end();
    expect((await lacking(siteOf())).join()).toContain(row);
  });

  test('an archive that wants the EHR’s token is asked only where there is one of our own', async () => {
    const dicomweb = [{ root: `${hospital.url}/dicom-web`, authorization: 'ehr-token' }];
    expect(await lacking(siteOf({ dicomweb }))).toEqual([expect.stringContaining('| confirm | launch once')]);
    expect(hospital.asked.join()).not.toContain('dicom-web');
  });

  test('a backend whose key cannot be read gets no token', async () => {
    const site = siteOf();
    const backend = { clientId: 'backend', privateKey: { env: 'NO_SUCH_KEY' } };
    const [told] = await lacking({ ...site, fhir: { ...site.fhir, backend } });
    expect(told).toContain('Tried: a token for the backend | ');
    expect(told).toContain('NO_SUCH_KEY');
  });

  test('an HL7 engine is reached, or not', async () => {
    const engine = createServer().listen(0, '127.0.0.1');
    await new Promise((done) => engine.once('listening', done));
    const { port } = engine.address() as { port: number };
    const results = { ...SITE.hl7v2.results, port };
    expect(await lacking(siteOf({ hl7v2: { results } }))).toEqual([]);
    await new Promise((done) => engine.close(done));
    expect((await lacking(siteOf({ hl7v2: { results } }))).join()).toMatch(
      /HL7 engine.*ECONNREFUSED.*missing/,
    );
  });

  test('a site that is not there, and a file that is none, are said so', async () => {
    const sites = ['--sites', 'docs/examples/sites/epic.json'];
    await expect(run(['nobody', ...sites])).rejects.toThrow('nobody: no such site; there are lakeside');
    await expect(run(['--metadata', 'README.md', ...sites])).rejects.toThrow('README.md: no JSON');
    await expect(run(['--sites', 'nowhere.json'])).rejects.toThrow('no such file');
  });
});
