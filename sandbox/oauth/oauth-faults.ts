/** What a test may ask the OAuth server to do wrong. `next…` happen once. */
export interface OAuthFaults {
  /** The error with which the next authorization request goes back to the app. */
  nextAuthorizeError: string | undefined;
  nextToken: TokenFault | undefined;
  /** `other-key`: a key that signs nothing here; `not-json`: a page of a proxy. */
  jwks: 'right' | 'other-key' | 'error' | 'not-json';
  /** How far the server's clock is off: in its Date header, its id_tokens, and in how it reads assertions. */
  clockOffsetSeconds: number;
  /** Whether the user is asked before the app gets a code. */
  asksConsent: boolean;
}

export interface TokenFault {
  /** `slow` answers right, and late. */
  readonly answer: 'invalid_grant' | 'invalid_client' | 'error' | 'slow';
  readonly delayMs: number;
}

export function noFaults(): OAuthFaults {
  return {
    nextAuthorizeError: undefined,
    nextToken: undefined,
    jwks: 'right',
    clockOffsetSeconds: 0,
    asksConsent: false,
  };
}
