/** What a test may ask the OAuth server to do wrong. `next…` happen once. */
export interface OAuthFaults {
  /** The error with which the next authorization request goes back to the app. */
  nextAuthorizeError: string | undefined;
  nextToken: TokenFault | undefined;
  /** What is wrong in the next answers that look right. */
  answers: AnswerFaults;
  jwks: KeysFault;
  /** How far the server's clock is off: in its Date header, its id_tokens, and in how it reads assertions. */
  clockOffsetSeconds: number;
  /** Whether the user is asked before the app gets a code. */
  asksConsent: boolean;
}

/** `other-key`: one that signs nothing here; `not-json`: a page of a proxy; `slow`: later than anybody waits. */
export const KEYS_FAULTS = [
  'right',
  'empty',
  'other-key',
  'error',
  'not-json',
  'huge',
  'slow',
  'elsewhere',
] as const;
export type KeysFault = (typeof KEYS_FAULTS)[number];

/** Errors of RFC 6749 5.2, and what is no answer of a token endpoint at all; `slow` answers right, and late. */
export const TOKEN_FAULTS = [
  'invalid_request',
  'invalid_grant',
  'invalid_client',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
  'error',
  'unavailable',
  'html',
  'elsewhere',
  'huge',
  'slow',
] as const;

export interface TokenFault {
  readonly answer: (typeof TOKEN_FAULTS)[number];
  readonly delayMs: number;
}

export interface AnswerFaults {
  /** Members that replace those of the next token answer; null leaves one out. */
  readonly token?: Readonly<Record<string, unknown>> | undefined;
  /** Claims that replace those of the next id_token; null leaves one out. */
  readonly idToken?: Readonly<Record<string, unknown>> | undefined;
  /** `iss` of the next answer to the app (RFC 9207). */
  readonly issuer?: string | undefined;
}

export function noFaults(): OAuthFaults {
  return {
    nextAuthorizeError: undefined,
    nextToken: undefined,
    answers: {},
    jwks: 'right',
    clockOffsetSeconds: 0,
    asksConsent: false,
  };
}
