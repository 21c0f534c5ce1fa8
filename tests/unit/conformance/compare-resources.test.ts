import { describe, expect, test } from 'vitest';
import { capabilityStatementSchema } from '#lib/conformance/capability-statement.ts';
import { compareSite } from '#lib/conformance/compare-site.ts';
import type { Expectations } from '#lib/conformance/expectations.ts';
import { ALL_SERVED, capability, EXPECTED, told, withoutInteractions } from './statements.ts';

const rows = (statement: ReturnType<typeof capability>, more: Partial<Expectations> = {}) =>
  told(compareSite({ capability: statement }, { ...EXPECTED, ...more }));
const withoutType = (type: string) => ALL_SERVED.filter((served) => served.type !== type);

describe('what is read', () => {
  test('an EHR that serves all lacks nothing', () => {
    expect(rows(capability())).toEqual([]);
  });

  test.each<[string, Partial<Expectations>, string]>([
    ['ImagingStudy', {}, 'ImagingStudy: read, search | not served | routed'],
    ['Endpoint', { archiveSearch: 'by-accession' }, 'Endpoint: read, search | not served | routed'],
    [
      'ImagingStudy',
      { archiveSearch: 'forbidden' },
      'ImagingStudy: read, search | not served | missing | PACS administrator',
    ],
    ['ServiceRequest', {}, 'ServiceRequest: read, search | not served | routed'],
  ])('without %s, and %o', (type, more, row) => {
    expect(rows(capability(withoutType(type)), more)).toEqual([row]);
  });

  test('without patients nothing works', () => {
    expect(rows(capability(withoutType('Patient')), { receivesOrders: false })).toEqual([
      'Patient: read, search | not served | missing | EHR app registration team',
    ]);
  });

  test('what is served and cannot be searched by patient is as good as not served', () => {
    const served = ALL_SERVED.map((each) =>
      each.type === 'ImagingStudy' ? { ...each, searchParam: [{ name: '_id' }] } : each,
    );
    expect(rows(capability(served))).toEqual([
      'ImagingStudy: read, search | read, search, create, update; not by patient | routed',
    ]);
  });

  test('a statement that names no search parameters leaves the order’s patient to be asked for', () => {
    const served = ALL_SERVED.map(({ type, interaction = [] }) => ({
      type,
      interaction,
      conditionalCreate: true,
    }));
    expect(rows(capability(served))).toEqual([
      'Patient: search by identifier (orders) | not stated | confirm | EHR app registration team',
    ]);
  });

  test('another version of FHIR is none', () => {
    expect(rows(capability(ALL_SERVED, ['transaction'], { fhirVersion: '1.0.2' }))).toEqual([
      'FHIR R4 as JSON | 1.0.2, json | missing | EHR app registration team',
    ]);
  });
});

describe('how results are filed', () => {
  const NEVER_TWICE = 'Filing: never twice (conditional create) | none';
  const AT_ONCE = 'Filing: all or nothing (transaction) | none of the server as a whole';
  const bare = capability(
    ALL_SERVED.map((served) => ({ ...served, conditionalCreate: false })),
    [],
  );

  test('without creating reports they go to the HL7 engine, and where there is none somebody must bring one', () => {
    const statement = capability(withoutInteractions('DiagnosticReport', 'create'));
    const row = 'DiagnosticReport: create, update | read, search, update';
    expect(rows(statement)).toEqual([`${row} | routed`]);
    expect(rows(statement, { sendsOru: false })).toEqual([`${row} | missing | HL7 interface team`]);
  });

  test('without transaction and conditional create: as the sender can', () => {
    expect(rows(bare)).toEqual([`${AT_ONCE} | routed`, `${NEVER_TWICE} | routed`]);
    expect(rows(bare, { sendsOru: false })).toEqual([
      `${AT_ONCE} | missing | HL7 interface team`,
      `${NEVER_TWICE} | missing | HL7 interface team`,
    ]);
    const filing = { singleRequests: true, lookUpFirst: true };
    expect(rows(bare, { sendsOru: false, filing })).toEqual([
      `${AT_ONCE} | routed`,
      `${NEVER_TWICE} | routed`,
    ]);
  });

  test('without a search by identifier what was not answered waits for a person', () => {
    const served = ALL_SERVED.map((each) =>
      each.type === 'DiagnosticReport' ? { ...each, searchParam: [{ name: 'patient' }] } : each,
    );
    expect(rows(capability(served))).toEqual(['DiagnosticReport: search by identifier | patient | routed']);
  });
});

describe('a statement', () => {
  test.each<[string, object]>([
    ['is another resource', { resourceType: 'OperationOutcome' }],
    ['describes no server', { resourceType: 'CapabilityStatement', fhirVersion: '4.0.1', rest: [] }],
    ['names no version', { resourceType: 'CapabilityStatement', rest: [{ mode: 'server' }] }],
  ])('that %s is none', (_, statement) => {
    expect(capabilityStatementSchema.safeParse(statement).success).toBe(false);
  });
});
