import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import type { FilingPlan, TypePlan } from '#lib/conformance/filing-plan.ts';
import { planBundle } from '#lib/delivery/plan-bundle.ts';
import { sendFhirResources, type FilingProgress } from '#lib/delivery/send-fhir-resources.ts';
import { writeFhirBundle } from '#lib/results/fhir/write-transaction.ts';
import { fhirOptions, orderedResult } from '#tests/support/study-result-fixture.ts';
import { openPlainFhirServer, type Misbehaviour, type PlainFhirServer } from './plain-fhir-server.ts';

const SEARCHED: TypePlan = { conditional: false, searchable: true, updatable: true };
const BLIND: TypePlan = { conditional: false, searchable: false, updatable: true };
const SUBJECT = `Patient/${orderedResult.patient.fhirId}`;

const plan = (how: TypePlan, types = ['Device', 'Observation', 'DiagnosticReport']): FilingPlan => ({
  carries: 'report',
  manner: 'single',
  types: Object.fromEntries(types.map((type) => [type, how])),
  reasons: [],
});
const bundle = (version = 1): string =>
  JSON.stringify(
    writeFhirBundle({ ...orderedResult, version }, fhirOptions, new Set(['device', 'findings', 'report'])),
  );

let server: PlainFhirServer;
afterEach(() => server.close());

/** One delivery over as many attempts as it takes: its progress is all that one attempt leaves to the next. */
function openDelivery(how: TypePlan, version = 1, earlier: Readonly<Record<string, string>> = {}) {
  let progress: FilingProgress = { done: {} };
  const attempt = () =>
    sendFhirResources(
      // fetch with less patience than the product has, else a test lasts as long.
      {
        base: server.base,
        request: (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(300) }),
      },
      planBundle(bundle(version), plan(how)),
      [SUBJECT],
      {
        progress,
        earlier,
        record: (next) => {
          progress = next;
          return Promise.resolve();
        },
      },
    );
  return { attempt, progress: () => progress };
}
const filed = (type: string) => server.stored.filter(({ resourceType }) => resourceType === type);
const FINDINGS = orderedResult.findings.length;

const expectFiledOnce = () => {
  expect(filed('Device')).toHaveLength(1);
  expect(filed('Observation')).toHaveLength(FINDINGS);
  expect(filed('DiagnosticReport')).toHaveLength(1);
  const own = new Set(filed('Observation').map(({ id }) => `Observation/${id}`));
  const named = (filed('DiagnosticReport')[0]?.['result'] as { reference: string }[]).map(
    ({ reference }) => reference,
  );
  expect(new Set(named)).toEqual(own);
  expect(JSON.stringify(server.stored)).not.toContain('urn:uuid:');
};

describe.each(['location', 'body', 'nothing'] as const)(
  'a server that answers a create with its %s',
  (answers) => {
    test('gets each resource once, the report last, every reference resolved', async () => {
      server = await openPlainFhirServer(answers);
      const references = await openDelivery(SEARCHED).attempt();
      expectFiledOnce();
      expect(references).toHaveLength(FINDINGS + 2);
      expect(references.at(-1)).toBe(`DiagnosticReport/${filed('DiagnosticReport')[0]?.id ?? ''}`);
    });
  },
);

test('a server that neither names what it made nor can be searched leaves it open what became of it', async () => {
  server = await openPlainFhirServer('nothing');
  await expect(openDelivery(BLIND).attempt()).rejects.toMatchObject({ failure: 'ambiguous' });
});

/** Ways to lose the answer to one request, with the work done or not. */
const LOSSES: readonly [string, boolean, (response: ServerResponse) => void][] = [
  ['hangs up before it works', false, (response) => response.destroy()],
  ['hangs up after it worked', true, (response) => response.destroy()],
  ['answers 500 before it works', false, (response) => response.writeHead(500).end()],
  ['answers 500 after it worked', true, (response) => response.writeHead(500).end()],
  ['answers 504 after it worked', true, (response) => response.writeHead(504).end()],
];

describe.each(LOSSES)('a server that %s, at any one request', (_, worked, lose) => {
  test('holds each resource once after the next attempt, where it can be searched', async () => {
    for (let nth = 1; nth <= 2 * (FINDINGS + 2); nth += 1) {
      server = await openPlainFhirServer();
      server.misbehave = loseAt(nth, worked, lose);
      const delivery = openDelivery(SEARCHED);
      await expect(delivery.attempt()).rejects.toMatchObject({ failure: 'ambiguous' });
      await delivery.attempt();
      expectFiledOnce();
      await server.close();
    }
  });

  test('is sent nothing twice where it can’t be searched: what was under way waits for a person', async () => {
    for (let nth = 1; nth <= FINDINGS + 2; nth += 1) {
      server = await openPlainFhirServer();
      server.misbehave = loseAt(nth, worked, lose);
      const delivery = openDelivery(BLIND);
      await expect(delivery.attempt()).rejects.toMatchObject({ failure: 'ambiguous' });
      const before = server.asked.length;
      await expect(delivery.attempt()).rejects.toMatchObject({
        failure: 'permanent',
        code: 'delivery-ambiguous',
      });
      expect(server.asked).toHaveLength(before);
      await server.close();
    }
  });
});

function loseAt(nth: number, worked: boolean, lose: (response: ServerResponse) => void): Misbehaviour {
  return ({ count }, response, work) => {
    if (count !== nth) return false;
    if (worked) work();
    lose(response);
    return true;
  };
}

test('a refused resource ends the attempt, with the server’s own words, and what was filed is not filed again', async () => {
  server = await openPlainFhirServer();
  const said = { resourceType: 'OperationOutcome', issue: [{ diagnostics: 'category is not taken' }] };
  let refuses = true;
  server.misbehave = ({ method, path }, response) => {
    if (!refuses || method !== 'POST' || path !== 'DiagnosticReport') return false;
    response.writeHead(422, { 'content-type': 'application/fhir+json' }).end(JSON.stringify(said));
    return true;
  };
  const delivery = openDelivery(SEARCHED);
  await expect(delivery.attempt()).rejects.toMatchObject({
    code: 'delivery-rejected',
    failure: 'permanent',
    detail: expect.stringContaining('category is not taken') as string,
  });
  refuses = false;
  await delivery.attempt();
  expectFiledOnce();
});

test('429 with Retry-After is not now, and when', async () => {
  server = await openPlainFhirServer();
  server.misbehave = (_, response) => {
    response.writeHead(429, { 'retry-after': '120' }).end();
    return true;
  };
  await expect(openDelivery(BLIND).attempt()).rejects.toMatchObject({
    failure: 'transient',
    retryAfterMs: 120_000,
  });
});

describe('a second version', () => {
  const first = async (how: TypePlan) => {
    server = await openPlainFhirServer();
    const delivery = openDelivery(how);
    await delivery.attempt();
    return delivery.progress().done;
  };

  test.each([
    ['found by identifier', SEARCHED, false],
    ['known from our own ledger', BLIND, true],
  ] as const)('takes the place of the first where that is %s', async (_, how, fromLedger) => {
    const earlier = await first(how);
    await openDelivery(how, 2, fromLedger ? earlier : {}).attempt();
    expectFiledOnce();
    expect(filed('DiagnosticReport')[0]?.meta.versionId).toBe('2');
    expect(filed('DiagnosticReport')[0]?.identifier?.[1]?.value).toContain('.v2');
    // The model is the same one: it is found, not written again.
    expect(filed('Device')[0]?.meta.versionId).toBe('1');
  });

  test('what bears our identifier and has another subject is never written over', async () => {
    await first(SEARCHED);
    const report = filed('DiagnosticReport')[0] as unknown as { subject: { reference: string } };
    report.subject.reference = 'Patient/somebody-else';
    await expect(openDelivery(SEARCHED, 2).attempt()).rejects.toMatchObject({ code: 'patient-mismatch' });
  });
});
