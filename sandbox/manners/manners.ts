/** What an EHR is like, as data: the FHIR server, the OAuth server, the archive and the pages read it, and decide nothing of it themselves. */
export interface Manners {
  readonly paths: EhrPaths;
  readonly fhir: FhirManners;
  readonly oauth: OAuthManners;
  /** What the image archive asks for: the EHR's own token, or, as at most hospitals, an account of its own. */
  readonly archive: 'ehr-token' | 'account';
}

/** Below the EHR's origin, each with a leading slash. What is absent is not published and not there. */
export interface EhrPaths {
  readonly fhir: string;
  /** Of the id_token and the smart-configuration. */
  readonly issuer: string;
  readonly authorize: string;
  readonly token: string;
  readonly jwks: string;
  readonly revoke?: string;
  readonly introspect?: string;
  readonly manage?: string;
}

export type InteractionCode = 'read' | 'search-type' | 'create' | 'update' | 'delete';

export interface ServedResource {
  readonly interactions: readonly InteractionCode[];
  readonly searchParams: readonly string[];
  /** Letters that scopes may hold, where they are not those of the interactions. */
  readonly scopeLetters?: string;
  /** Contexts in which scopes may name it; all where nothing is said. */
  readonly contexts?: readonly string[];
}

export interface FhirManners {
  /** `all`: whatever FHIR R4 knows. */
  readonly resources: 'all' | Readonly<Record<string, ServedResource>>;
  readonly bundles: readonly ('transaction' | 'batch')[];
  readonly conditionalCreate: 'performed' | 'refused';
  /** The answer to an update of a version that is no longer the newest. */
  readonly staleVersionStatus: 409 | 412;
  /** An update must say which version it is of. */
  readonly needsIfMatch: boolean;
  /** What a create is answered with, beside Location. */
  readonly createAnswer: 'resource' | 'nothing';
  readonly writeRules: readonly WriteRule[];
  /** The elements that are stored, by type; others are dropped and nobody is told. A type that is not named keeps all. */
  readonly keptElements: Readonly<Record<string, readonly string[]>>;
}

/** What is asked of a resource beyond FHIR itself; whoever breaks it gets this status. */
export type WriteRule = { readonly status: 400 | 422; readonly text: string } & (
  | { readonly kind: 'codes'; readonly type: string; readonly codes: readonly string[] }
  | { readonly kind: 'categories'; readonly type: string; readonly codes: readonly string[] }
  | { readonly kind: 'one-attachment'; readonly type: string }
  | { readonly kind: 'times'; readonly type: string; readonly paths: readonly string[] }
  | { readonly kind: 'no-elements'; readonly names: readonly string[] }
);

export type ClientAuthentication = 'none' | 'client_secret_basic' | 'client_secret_post' | 'private_key_jwt';

export interface OAuthManners {
  readonly accessTokenSeconds: number;
  readonly capabilities: readonly string[];
  readonly scopesSupported: readonly string[];
  readonly grantTypes: readonly string[];
  readonly clientAuthentications: readonly ClientAuthentication[];
  readonly assertionAlgorithms: readonly string[];
  /** Whether the smart-configuration names those algorithms. */
  readonly publishesAlgorithms: boolean;
  /** Scopes that name no resource and are granted to whoever asks. */
  readonly identityScopes: readonly string[];
  /** Granted, and yet not named in the token's `scope`. */
  readonly unechoedScopes: readonly string[];
  /** Whether `patient/*.read` is a scope here. */
  readonly grantsWildcards: boolean;
  /** Token responses name it. */
  readonly tenant?: string;
  /** Whether a launch from a study says which, in `fhirContext`. */
  readonly tellsStudy: boolean;
}
