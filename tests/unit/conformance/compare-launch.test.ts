import { describe, expect, test } from 'vitest';
import { compareLaunch } from '#lib/conformance/compare-launch.ts';
import type { Expectations } from '#lib/conformance/expectations.ts';
import { EXPECTED, smart, told } from './statements.ts';

const TEAM = 'EHR app registration team';
const OURS = 'whoever keeps sites.json';
const rows = (statement: ReturnType<typeof smart>, more: Partial<Expectations> = {}) =>
  told(compareLaunch(statement, { ...EXPECTED, ...more }));

describe('compareLaunch', () => {
  test('an EHR that offers all lacks nothing', () => {
    expect(rows(smart())).toEqual([]);
  });

  test.each<[string, string]>([
    ['launch-ehr', `Launch from the chart | not stated | missing | ${TEAM}`],
    ['context-ehr-patient', `Launch: the patient in context | not stated | confirm | ${TEAM}`],
    ['launch-standalone', `Launch from outside | not stated | missing | ${TEAM}`],
    ['sso-openid-connect', `Who the user is (OpenID Connect) | no sso-openid-connect | missing | ${TEAM}`],
    ['client-public', `Launch: public client | not stated | missing | ${TEAM}`],
    [
      'client-confidential-asymmetric',
      `Backend: client with a signed assertion | not stated | missing | ${TEAM}`,
    ],
    ['permission-v2', `Scopes written as v2 | permission-v1 | missing | ${OURS}`],
    ['permission-online', `Refresh token (online) | permission-offline | missing | ${OURS}`],
  ])('without %s', (capability, row) => {
    expect(rows(smart({}, [capability]))).toEqual([row]);
  });

  test.each<[string, object, string[]]>([
    [
      'knows plain PKCE alone',
      { code_challenge_methods_supported: ['plain'] },
      [`Launch: PKCE with S256 | plain | missing | ${TEAM}`],
    ],
    [
      'says nothing of PKCE',
      { code_challenge_methods_supported: undefined },
      [`Launch: PKCE with S256 | not stated | confirm | ${TEAM}`],
    ],
    [
      'has no key set',
      { jwks_uri: undefined },
      [`Who the user is (OpenID Connect) | no jwks_uri | missing | ${TEAM}`],
    ],
    [
      'revokes nothing',
      { revocation_endpoint: undefined },
      ['Tokens given back at the end | no revocation_endpoint | routed'],
    ],
    [
      'gives tokens in plain sight',
      { token_endpoint: 'http://ehr.example/token' },
      [`https everywhere | http://ehr.example/token | missing | ${TEAM}`],
    ],
    ['is a test on this machine', { token_endpoint: 'http://127.0.0.1:4000/token' }, []],
    [
      'is a host that only sounds like this machine',
      { token_endpoint: 'http://localhost.evil.example/token' },
      [`https everywhere | http://localhost.evil.example/token | missing | ${TEAM}`],
    ],
    [
      'gives backends no token',
      { grant_types_supported: ['authorization_code'] },
      [`Backend: client with a signed assertion | grants: authorization_code | missing | ${TEAM}`],
    ],
    [
      'reads RS384 alone',
      { token_endpoint_auth_signing_alg_values_supported: ['RS384'] },
      [`Backend: client with a signed assertion | RS384 | confirm | ${OURS}`],
    ],
    [
      'reads neither ES384 nor RS384',
      { token_endpoint_auth_signing_alg_values_supported: ['RS256'] },
      [`Backend: client with a signed assertion | RS256 | missing | ${TEAM}`],
    ],
    [
      'names no resource in its scopes, as Epic',
      { scopes_supported: ['openid', 'launch'] },
      [
        `Launch: scopes | the statement names no resource | confirm | ${TEAM}`,
        `Backend: scopes | the statement names no resource | confirm | ${TEAM}`,
      ],
    ],
    [
      'knows fewer rights than are asked for, as Oracle Health',
      { scopes_supported: ['patient/Patient.rs', 'patient/DiagnosticReport.crs', 'system/Patient.rs'] },
      [`Launch: scopes | not: patient/DiagnosticReport.crus | missing | ${OURS}`],
    ],
  ])('an EHR that %s', (_, more, expected) => {
    expect(rows(smart(more))).toEqual(expected);
  });

  test('a client is told by its authentication method too, where no capability names it', () => {
    const without = ['client-confidential-symmetric'];
    const methods = { token_endpoint_auth_methods_supported: ['client_secret_basic', 'private_key_jwt'] };
    expect(rows(smart(methods, without), { authentication: 'secret' })).toEqual([]);
    expect(rows(smart({}, without), { authentication: 'secret' })).toHaveLength(1);
    // We send a secret by HTTP Basic, and an EHR may take it in the form alone.
    const form = { token_endpoint_auth_methods_supported: ['client_secret_post', 'private_key_jwt'] };
    expect(rows(smart(form), { authentication: 'secret' })).toEqual([
      `Launch: client with a secret | client-confidential-symmetric, client_secret_post, private_key_jwt | missing | ${TEAM}`,
    ]);
  });

  test('the scopes that would fit are written out', () => {
    const statement = smart({
      scopes_supported: [
        'patient/Patient.rs',
        'patient/DiagnosticReport.crs',
        'system/Patient.r',
        'user/Device.r',
      ],
    });
    const needs = compareLaunch(statement, {
      ...EXPECTED,
      scopes:
        'openid launch online_access patient/Patient.rs patient/ImagingStudy.rs patient/DiagnosticReport.crus',
    });
    expect(needs.flatMap(({ need, means }) => (/scopes$/.test(need) && means ? [means] : []))).toEqual([
      expect.stringContaining(
        'fhir.scopes to "openid launch online_access patient/Patient.rs patient/DiagnosticReport.crs"',
      ),
      expect.stringContaining('fhir.backend.scopes to "system/Patient.r"'),
    ]);
  });

  test('rights of the one syntax are no rights of the other', () => {
    const statement = smart({
      scopes_supported: ['patient/Patient.read', 'patient/DiagnosticReport.*', 'system/*.rs'],
    });
    expect(rows(statement)).toEqual([
      `Launch: scopes | not: patient/Patient.rs patient/DiagnosticReport.crus | missing | ${OURS}`,
    ]);
    const scopes = 'patient/Patient.read patient/DiagnosticReport.write';
    expect(rows(statement, { scopes, scopeSyntax: 'v1' })).toEqual([]);
  });
});
