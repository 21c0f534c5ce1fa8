/** Who may ask for a token, and how it is proved (SMART App Launch 2.2, client authentication). */
import { confirm, missing, works, type CheckedNeed } from './checked-need.ts';
import type { Expectations } from './expectations.ts';
import type { SmartStatement } from './smart-statement.ts';

const TEAM = 'EHR app registration team';
const OURS = 'whoever keeps sites.json';
/** Every server must understand both; our keys are of the first where nobody asked for the other. */
const ALGORITHMS = ['ES384', 'RS384'] as const;

interface ClientKind {
  readonly need: string;
  readonly capability: string;
  /** Of token_endpoint_auth_methods_supported; of the two for a secret we use this one. */
  readonly method: string;
  readonly instead: string;
}

const KINDS: Readonly<Record<NonNullable<Expectations['authentication']>, ClientKind>> = {
  none: {
    need: 'public client',
    capability: 'client-public',
    method: 'none',
    instead: 'register a confidential client, and set fhir.authentication to its secret or key',
  },
  secret: {
    need: 'client with a secret',
    capability: 'client-confidential-symmetric',
    method: 'client_secret_basic',
    instead: 'register a client with a key set, and set fhir.authentication.privateKey',
  },
  privateKey: {
    need: 'client with a signed assertion',
    capability: 'client-confidential-asymmetric',
    method: 'private_key_jwt',
    instead: 'register a client with a secret, and set fhir.authentication.secret',
  },
};

export function compareClients(smart: SmartStatement, expected: Expectations): CheckedNeed[] {
  const { authentication, backend } = expected;
  return [
    comparePkce(smart),
    compareLauncher(smart, authentication),
    ...(backend === undefined ? [] : [compareBackend(smart)]),
  ];
}

function comparePkce({ code_challenge_methods_supported: methods }: SmartStatement): CheckedNeed {
  const need = 'Launch: PKCE with S256';
  if (methods?.includes('S256')) return works(need, methods.join(', '));
  return methods === undefined
    ? confirm(need, 'not stated', 'the app always sends S256: is that understood?', TEAM)
    : missing(need, methods.join(', ') || 'none', 'the app sends nothing else', TEAM);
}

function compareLauncher(smart: SmartStatement, authentication: Expectations['authentication']): CheckedNeed {
  if (authentication === undefined) return compareAny(smart);
  if (authentication === 'privateKey') return compareSigned(smart, 'Launch');
  return compareClient(smart, 'Launch', KINDS[authentication]);
}

function compareAny({ capabilities }: SmartStatement): CheckedNeed {
  const kinds = capabilities.filter((capability) => capability.startsWith('client-'));
  const need = 'Launch: a kind of client';
  if (kinds.length > 0) return works(need, kinds.join(', '));
  return confirm(need, 'not stated', 'which kind of client can be registered?', TEAM);
}

function compareClient(smart: SmartStatement, whose: string, kind: ClientKind): CheckedNeed {
  const need = `${whose}: ${kind.need}`;
  const capable = smart.capabilities.filter((each) => each === kind.capability);
  const methods = smart.token_endpoint_auth_methods_supported ?? [];
  const offered = [...capable, ...methods].join(', ') || 'not stated';
  const named = methods.includes(kind.method);
  // A public client authenticates by no method: EHRs that have such clients leave `none` out of the list.
  const able = methods.length === 0 || kind.method === 'none' ? named || capable.length > 0 : named;
  return able ? works(need, offered) : missing(need, offered, kind.instead, TEAM);
}

function compareSigned(smart: SmartStatement, whose: string): CheckedNeed {
  const able = compareClient(smart, whose, KINDS.privateKey);
  const algorithms = smart.token_endpoint_auth_signing_alg_values_supported;
  if (able.verdict !== 'works' || algorithms === undefined || algorithms.includes(ALGORITHMS[0])) return able;
  const offered = algorithms.join(', ');
  return algorithms.includes(ALGORITHMS[1])
    ? confirm(able.need, offered, 'is our key of that kind (keys rotate --algorithm RS384)?', OURS)
    : missing(able.need, offered, `our keys sign with ${ALGORITHMS.join(' or ')}`, TEAM);
}

function compareBackend(smart: SmartStatement): CheckedNeed {
  const signed = compareSigned(smart, 'Backend');
  const { grant_types_supported: grants } = smart;
  if (signed.verdict === 'works' && grants && !grants.includes('client_credentials'))
    return missing(
      signed.need,
      `grants: ${grants.join(', ')}`,
      'a backend client needs client_credentials',
      TEAM,
    );
  return signed;
}
