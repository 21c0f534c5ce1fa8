/** What a launch needs of the EHR's authorization (SMART App Launch 2.2, capabilities). */
import { confirm, missing, routed, works, type CheckedNeed } from './checked-need.ts';
import { compareClients } from './compare-client.ts';
import { compareScopes } from './compare-scopes.ts';
import type { Expectations } from './expectations.ts';
import type { SmartStatement } from './smart-statement.ts';

const TEAM = 'EHR app registration team';

export function compareLaunch(smart: SmartStatement, expected: Expectations): CheckedNeed[] {
  return [
    compareEncryption(smart, expected),
    capable(smart, 'Launch from the chart', 'launch-ehr', 'the app cannot be launched from this EHR'),
    comparePatientContext(smart, 'Launch: the patient in context', 'context-ehr-patient'),
    ...(expected.standaloneLaunch
      ? [
          capable(smart, 'Launch from outside', 'launch-standalone', 'set fhir.standaloneLaunch to false'),
          comparePatientContext(smart, 'Launch from outside: patient picker', 'context-standalone-patient'),
        ]
      : []),
    ...compareClients(smart, expected),
    compareIdentity(smart, expected),
    compareSyntax(smart, expected),
    ...compareScopes(smart, expected),
    compareRefresh(smart, expected),
    compareRevocation(smart),
  ];
}

function capable(
  { capabilities }: SmartStatement,
  need: string,
  capability: string,
  means: string,
): CheckedNeed {
  return capabilities.includes(capability)
    ? works(need, capability)
    : missing(need, 'not stated', means, TEAM);
}

function comparePatientContext(smart: SmartStatement, need: string, capability: string): CheckedNeed {
  if (smart.capabilities.includes(capability)) return works(need, capability);
  return confirm(need, 'not stated', 'does the token’s answer name the patient?', TEAM);
}

/** Loopback is a test's. */
function compareEncryption(smart: SmartStatement, { issuer }: Expectations): CheckedNeed {
  const need = 'https everywhere';
  const addresses = [
    issuer,
    smart.token_endpoint,
    smart.authorization_endpoint,
    smart.jwks_uri,
    smart.revocation_endpoint,
  ];
  const plain = addresses.filter((address) => address?.startsWith('http://') === true);
  if (plain.length === 0) return works(need, 'https');
  const [far] = plain.filter(
    (address) => !/^http:\/\/(127\.\d+\.\d+\.\d+|localhost|\[::1\])(:|\/|$)/.test(address ?? ''),
  );
  if (far === undefined) return works(need, 'http, on this machine alone');
  return missing(need, far, 'tokens would travel in plain sight', TEAM);
}

/** Who the user is: OpenID Connect, whose token's signature is checked with the EHR's keys. */
function compareIdentity(smart: SmartStatement, { scopes }: Expectations): CheckedNeed {
  const need = 'Who the user is (OpenID Connect)';
  if (!scopes.split(' ').includes('openid')) return works(need, 'not asked for');
  const lacking = [
    ...(smart.capabilities.includes('sso-openid-connect') ? [] : ['sso-openid-connect']),
    ...(smart.jwks_uri === undefined ? ['jwks_uri'] : []),
    ...(smart.issuer === undefined ? ['issuer'] : []),
  ];
  if (lacking.length === 0) return works(need, 'sso-openid-connect, issuer, jwks_uri');
  return missing(need, `no ${lacking.join(', no ')}`, 'nobody can be named as the one who launched', TEAM);
}

function compareSyntax({ capabilities }: SmartStatement, { scopeSyntax }: Expectations): CheckedNeed {
  const need = `Scopes written as ${scopeSyntax}`;
  const stated = capabilities.filter((capability) => /^permission-v\d$/.test(capability));
  if (stated.includes(`permission-${scopeSyntax}`)) return works(need, stated.join(', '));
  if (stated.length > 0)
    return missing(need, stated.join(', '), 'set fhir.scopeSyntax', 'whoever keeps sites.json');
  return scopeSyntax === 'v1'
    ? works(need, 'not stated: SMART 1, then')
    : confirm(need, 'not stated', 'are scopes such as patient/Patient.rs understood?', TEAM);
}

function compareRefresh({ capabilities }: SmartStatement, { scopes }: Expectations): CheckedNeed {
  const wanted = /\b(online|offline)_access\b/.exec(scopes)?.[1];
  if (wanted === undefined) return works('Refresh token', 'not asked for');
  const need = `Refresh token (${wanted})`;
  const stated = capabilities.filter((capability) => /^permission-(on|off)line$/.test(capability));
  if (stated.includes(`permission-${wanted}`)) return works(need, stated.join(', '));
  const means = `a session ends with its first token; set fhir.refresh to ${wanted === 'online' ? 'offline' : 'online'} or none`;
  return stated.length > 0
    ? missing(need, stated.join(', '), means, 'whoever keeps sites.json')
    : confirm(need, 'not stated', means, TEAM);
}

function compareRevocation({ revocation_endpoint: endpoint }: SmartStatement): CheckedNeed {
  const need = 'Tokens given back at the end';
  if (endpoint !== undefined) return works(need, 'revocation_endpoint');
  return routed(need, 'no revocation_endpoint', 'tokens are forgotten here, and expire at the EHR');
}
