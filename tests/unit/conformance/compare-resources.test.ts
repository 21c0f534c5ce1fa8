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
  const AT_ONCE = 'Filing: all or nothing (transaction) | none of the server as a whole | routed';
  const bare = (searchParam = [{ name: 'patient' }, { name: 'identifier' }]) =>
    capability(
      ALL_SERVED.map((served) => ({ ...served, conditionalCreate: false, searchParam })),
      [],
    );

  test('without creating reports they go as a PDF, and how to tell the launch so is said', () => {
    const statement = capability(withoutInteractions('DiagnosticReport', 'create'));
    const needs = compareSite({ capability: statement }, EXPECTED);
    expect(told(needs)).toEqual(['DiagnosticReport: create | read, search, update | routed']);
    expect(needs.find(({ need }) => need === 'DiagnosticReport: create')?.means).toContain('results.routes');
    expect(needs.map(({ need }) => need)).toContain('DocumentReference: create');
  });

  test('without reports and documents they go to the HL7 engine, and where there is none somebody must bring one', () => {
    const neither = ALL_SERVED.filter(({ type }) => type !== 'DocumentReference').map((served) =>
      served.type === 'DiagnosticReport'
        ? { ...served, interaction: [{ code: 'read' }, { code: 'search-type' }] }
        : served,
    );
    const statement = capability(neither);
    expect(rows(statement)).toEqual([
      'DiagnosticReport: create | read, search | routed',
      'DocumentReference: create | not served | routed',
    ]);
    expect(rows(statement, { sendsOru: false })).toEqual([
      'DiagnosticReport: create | read, search | missing | HL7 interface team',
      'DocumentReference: create | not served | missing | HL7 interface team',
    ]);
  });

  test('without transaction and conditional create: single requests, each looked up first', () => {
    const named = 'search by identifier: Device, Observation, DiagnosticReport';
    expect(rows(bare())).toEqual([AT_ONCE, `Filing: never twice | ${named} | routed`]);
  });

  test('without a search by identifier what was not answered waits for a person', () => {
    const named =
      'neither conditional create nor search by identifier: Device, Observation, DiagnosticReport';
    expect(rows(bare([{ name: 'patient' }]), { receivesOrders: false })).toEqual([
      AT_ONCE,
      `Filing: never twice | ${named} | routed`,
    ]);
  });

  test('where nothing is filed over FHIR there is nothing to compare', () => {
    const expected = { ...EXPECTED };
    Reflect.deleteProperty(expected, 'filing');
    const needs = compareSite({ capability: bare() }, expected);
    expect(needs.filter(({ need }) => need.startsWith('Filing'))).toEqual([]);
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
