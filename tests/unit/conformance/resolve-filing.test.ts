/** Which way a result goes: a table that a reviewer can read, from the statements as they were captured. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { capabilityStatementSchema } from '#lib/conformance/capability-statement.ts';
import { FILED_TYPES, type FilingOverrides, type FilingPlan } from '#lib/conformance/filing-plan.ts';
import { resolveFiling } from '#lib/conformance/resolve-filing.ts';
import { ALL_SERVED, capability, withoutInteractions } from './statements.ts';

const DATA = '../shared/data/ehr';

/** One line for each resource: how it is filed. */
function table({ carries, manner, types, reasons }: FilingPlan): string {
  const rows = FILED_TYPES.map((type) => {
    const plan = types[type];
    if (plan === undefined) return `${type}: not sent`;
    const ways = [
      plan.conditional ? 'conditional create' : 'plain create',
      plan.searchable ? 'found by identifier' : 'not found by identifier',
      plan.updatable ? 'updated' : 'never updated',
    ];
    return `${type}: ${ways.join(', ')}`;
  });
  return [`carries ${carries}, ${manner}`, ...rows, `because: ${reasons.join(', ') || '-'}`].join('\n');
}

describe.skipIf(!existsSync(DATA))('captured statements (../shared/data/ehr)', () => {
  const resolve = (vendor: string, overrides?: FilingOverrides) =>
    table(
      resolveFiling(
        capabilityStatementSchema.parse(
          JSON.parse(readFileSync(`${DATA}/${vendor}-r4-metadata.json`, 'utf8')),
        ),
        overrides,
      ),
    );

  test('Epic: no report is created, so the chart gets a PDF', () => {
    expect(resolve('epic')).toMatchInlineSnapshot(`
      "carries document, single
      Device: not sent
      Observation: not sent
      DiagnosticReport: not sent
      DocumentReference: plain create, found by identifier, updated
      Provenance: not sent
      because: report-not-created, no-transaction, no-conditional-create"
    `);
  });

  test('Epic, where a site has mapped flowsheet rows: findings alone are no report, and none are sent', () => {
    expect(resolve('epic', { Observation: 'create' })).toMatchInlineSnapshot(`
      "carries document, single
      Device: not sent
      Observation: not sent
      DiagnosticReport: not sent
      DocumentReference: plain create, found by identifier, updated
      Provenance: not sent
      because: report-not-created, no-transaction, no-conditional-create"
    `);
  });

  test('Oracle Health: reports of radiology are not among those that are taken', () => {
    expect(resolve('oracle')).toMatchInlineSnapshot(`
      "carries document, single
      Device: not sent
      Observation: not sent
      DiagnosticReport: not sent
      DocumentReference: plain create, not found by identifier, updated
      Provenance: not sent
      because: report-other-categories, no-transaction, no-conditional-create, no-look-up"
    `);
  });

  test('Oracle Health, where a site says that its own takes them', () => {
    expect(resolve('oracle', { DiagnosticReport: 'create' })).toMatchInlineSnapshot(`
      "carries report, single
      Device: not sent
      Observation: plain create, not found by identifier, updated
      DiagnosticReport: plain create, not found by identifier, never updated
      DocumentReference: not sent
      Provenance: not sent
      because: model-not-created, no-transaction, no-conditional-create, no-look-up"
    `);
  });
});

describe('a server by the book', () => {
  test('gets the whole report at once', () => {
    expect(table(resolveFiling(capability()))).toMatchInlineSnapshot(`
      "carries report, transaction
      Device: conditional create, found by identifier, updated
      Observation: conditional create, found by identifier, updated
      DiagnosticReport: conditional create, found by identifier, updated
      DocumentReference: not sent
      Provenance: not sent
      because: -"
    `);
  });

  test('is what is assumed of one that has never been heard', () => {
    const plan = resolveFiling(undefined);
    expect(plan).toMatchObject({ carries: 'report', manner: 'transaction', reasons: ['statement-unknown'] });
  });

  test('with no transaction gets one resource after the other, still conditionally', () => {
    const plan = resolveFiling(capability(ALL_SERVED, []));
    expect(plan).toMatchObject({ manner: 'single', reasons: ['no-transaction'] });
    expect(plan.types.DiagnosticReport?.conditional).toBe(true);
  });

  test('with transactions and a single type that is not created conditionally gets single requests', () => {
    const served = ALL_SERVED.map((each) =>
      each.type === 'Device' ? { ...each, conditionalCreate: false } : each,
    );
    expect(resolveFiling(capability(served))).toMatchObject({
      manner: 'single',
      reasons: ['no-conditional-create'],
    });
  });

  test('without findings or models gets the report, and it is told', () => {
    const served = ALL_SERVED.filter(({ type }) => type !== 'Device' && type !== 'Observation');
    const plan = resolveFiling(capability(served));
    expect(Object.keys(plan.types)).toEqual(['DiagnosticReport']);
    expect(plan.reasons).toEqual(['model-not-created', 'findings-not-created']);
  });

  test.each<[string, FilingOverrides, FilingPlan['carries']]>([
    ['never sent a report gets the document', { DiagnosticReport: 'never' }, 'document'],
    ['never sent either gets nothing', { DiagnosticReport: 'never', DocumentReference: 'never' }, 'nothing'],
  ])('%s', (_, overrides, carries) => {
    const plan = resolveFiling(capability(), overrides);
    expect(plan.carries).toBe(carries);
    expect(Object.keys(plan.types)).toEqual(carries === 'document' ? ['DocumentReference'] : []);
    expect(plan.reasons).toContain('set-by-site');
  });

  test('a Provenance is sent only where update-as-create is stated: R4 has no identifier to create it once by', () => {
    const provenance = { type: 'Provenance', interaction: [{ code: 'update' }, { code: 'create' }] };
    const plan = (more: object) => resolveFiling(capability([...ALL_SERVED, { ...provenance, ...more }]));
    expect(plan({}).types.Provenance).toBeUndefined();
    expect(plan({ updateCreate: true }).types.Provenance).toBeDefined();
  });

  test('whatever a statement lacks, a report is planned only where it can be created', () => {
    for (const type of FILED_TYPES)
      for (const lacking of ['create', 'search-type', 'update']) {
        const plan = resolveFiling(capability(withoutInteractions(type, lacking)));
        expect(plan.carries === 'report').toBe(!(type === 'DiagnosticReport' && lacking === 'create'));
      }
  });
});
