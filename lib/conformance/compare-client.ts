/** Who may ask for a token, and how it is proved (SMART App Launch 2.2, client authentication). */
import { confirm, missing, works, type CheckedNeed } from './checked-need.ts';
import type { Expectations } from './expectations.ts';
import type { SmartStatement } from './smart-statement.ts';

const TEAM = 'EHR app registration team';
/** RS384 or ES384 must be understood by every server; ours are ES384. */
const OUR_ALGORITHM = 'ES384';

interface ClientKind {
  readonly need: string;
  readonly capability: string;
  readonly methods: readonly string[];
  readonly instead: string;
}

const KINDS: Readonly<Record<NonNullable<Expectations['authentication']>, ClientKind>> = {
  none: {
    need: 'public client',
    capability: 'client-public',
    methods: ['none'],
    instead: 'register a confidential client, and set fhir.authentication to its secret or key',
  },
  secret: {
    need: 'client with a secret',
    capability: 'client-confidential-symmetric',
    methods: ['client_secret_basic'],
    instead: 'register a client with a key set, and set fhir.authentication.privateKey',
  },
  privateKey: {
    need: 'client with a signed assertion',
    capability: 'client-confidential-asymmetric',
    methods: ['private_key_jwt'],
    instead: 'register a client with a secret, and set fhir.authentication.secret',
  },
};

export function compareClients(smart: SmartStatement, expected: Expectations): CheckedNeed[] {
  const { authentication, backend } = expected;
  return [
    comparePkce(smart),
    authentication === undefined ? compareAny(smart) : compareClient(smart, 'Launch', KINDS[authentication]),
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

function compareAny({ capabilities }: SmartStatement): CheckedNeed {
  const kinds = capabilities.filter((capability) => capability.startsWith('client-'));
  const need = 'Launch: a kind of client';
  if (kinds.length > 0) return works(need, kinds.join(', '));
  return confirm(need, 'not stated', 'which kind of client can be registered?', TEAM);
}

function compareClient(smart: SmartStatement, whose: string, kind: ClientKind): CheckedNeed {
  const need = `${whose}: ${kind.need}`;
  const methods = smart.token_endpoint_auth_methods_supported ?? [];
  const offered = [...smart.capabilities.filter((each) => each === kind.capability), ...methods].join(', ');
  if (smart.capabilities.includes(kind.capability) || kind.methods.some((each) => methods.includes(each)))
    return works(need, offered);
  return missing(need, offered || 'not stated', kind.instead, TEAM);
}

function compareBackend(smart: SmartStatement): CheckedNeed {
  const signed = compareClient(smart, 'Backend', KINDS.privateKey);
  const { grant_types_supported: grants, token_endpoint_auth_signing_alg_values_supported: algorithms } =
    smart;
  if (signed.verdict !== 'works')
    return { ...signed, means: 'orders with nobody watching need a backend client' };
  if (grants && !grants.includes('client_credentials'))
    return missing(
      signed.need,
      `grants: ${grants.join(', ')}`,
      'a backend client needs client_credentials',
      TEAM,
    );
  if (algorithms && !algorithms.includes(OUR_ALGORITHM))
    return missing(signed.need, algorithms.join(', '), `our keys sign with ${OUR_ALGORITHM}`, TEAM);
  return works(signed.need, [signed.offered, ...(algorithms ?? [])].join(', '));
}
