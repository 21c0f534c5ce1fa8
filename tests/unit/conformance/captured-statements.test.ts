/** Statements as Epic and Oracle Health publish them, against the examples of sites.json: what a reviewer may read as a table. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { capabilityStatementSchema } from '#lib/conformance/capability-statement.ts';
import type { CheckedNeed } from '#lib/conformance/checked-need.ts';
import { compareSite } from '#lib/conformance/compare-site.ts';
import { smartStatementSchema } from '#lib/conformance/smart-statement.ts';
import { sitesSchema } from '#lib/platform/sites.ts';
import { expectOfSite } from '../../../commands/ops/expect-of-site.ts';

const DATA = '../shared/data/ehr';
const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

function compare(vendor: string, metadata: string, configuration: string): CheckedNeed[] {
  const [site] = sitesSchema.parse(readJson(`docs/examples/sites/${vendor}.json`)).sites;
  const capability = capabilityStatementSchema.parse(readJson(`${DATA}/${metadata}`));
  const smart = smartStatementSchema.parse(readJson(`${DATA}/${configuration}`));
  if (!site) throw new Error('no site');
  return compareSite({ capability, smart }, expectOfSite(site, smart));
}

const table = (needs: readonly CheckedNeed[]) =>
  needs.map(({ need, offered, verdict }) => `${need} | ${offered} | ${verdict}`).join('\n');

describe.skipIf(!existsSync(DATA))('captured statements (../shared/data/ehr)', () => {
  test('Epic', () => {
    const needs = compare('epic', 'epic-r4-metadata.json', 'epic-r4-smart-configuration.json');
    expect(table(needs)).toMatchInlineSnapshot(`
      "https everywhere | https | works
      Launch from the chart | launch-ehr | works
      Launch: the patient in context | context-ehr-patient | works
      Launch: PKCE with S256 | S256 | works
      Launch: public client | client-public, client_secret_post, client_secret_basic, private_key_jwt | works
      Backend: client with a signed assertion | client-confidential-asymmetric, client_secret_post, client_secret_basic, private_key_jwt | works
      Who the user is (OpenID Connect) | sso-openid-connect, issuer, jwks_uri | works
      Scopes written as v2 | permission-v1, permission-v2 | works
      Launch: scopes | the statement names no resource | confirm
      Backend: scopes | the statement names no resource | confirm
      Refresh token | not asked for | works
      Tokens given back at the end | no revocation_endpoint | routed
      FHIR R4 as JSON | 4.0.1, xml, json | works
      Patient: read, search | create, read, search | works
      ImagingStudy: read, search | read, search | works
      Endpoint: read, search | read, search | works
      ServiceRequest: read, search | create, read, search, update | works
      DiagnosticReport: read, search | read, search, update | works
      DocumentReference: read, search | create, read, search, update | works
      Patient: search by identifier (orders) | identifier | works
      DocumentReference: create | create, read, search, update | works
      Filing: all or nothing (transaction) | none of the server as a whole | routed
      Filing: never twice | search by identifier: DocumentReference | routed"
    `);
  });

  test('Oracle Health', () => {
    const needs = compare('oracle', 'oracle-r4-metadata.json', 'oracle-smart-configuration.json');
    expect(table(needs)).toMatchInlineSnapshot(`
      "https everywhere | https | works
      Launch from the chart | launch-ehr | works
      Launch: the patient in context | context-ehr-patient | works
      Launch: PKCE with S256 | S256 | works
      Launch: public client | client-public, client_secret_basic, private_key_jwt | works
      Backend: client with a signed assertion | client-confidential-asymmetric, client_secret_basic, private_key_jwt | works
      Who the user is (OpenID Connect) | sso-openid-connect, issuer, jwks_uri | works
      Scopes written as v2 | permission-v1, permission-v2 | works
      Launch: scopes | all that are asked for | works
      Backend: scopes | all that are asked for | works
      Refresh token (online) | permission-offline, permission-online | works
      Tokens given back at the end | revocation_endpoint | works
      FHIR R4 as JSON | 4.0.1, json, application/fhir+json | works
      Patient: read, search | read, search, create, patch | works
      ImagingStudy: read, search | not served | routed
      Endpoint: read, search | not served | routed
      ServiceRequest: read, search | read, search | works
      DiagnosticReport: read, search | read, search, create | works
      DocumentReference: read, search | read, search, create, update | works
      DocumentReference: create | read, search, create, update | works
      Filing: all or nothing (transaction) | batch | routed
      Filing: never twice | neither conditional create nor search by identifier: DocumentReference | routed"
    `);
  });
});
