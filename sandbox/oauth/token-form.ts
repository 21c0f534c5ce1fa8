/** What is posted to the token endpoint (RFC 6749 section 4.1.3 and others). */
export type TokenForm = Readonly<Record<string, string | undefined>>;

/** The form with the Authorization header that came along. */
export interface TokenRequest {
  readonly form: TokenForm;
  readonly authorization: string | undefined;
}
