/** What a destination adds to a result: how this installation names itself there, and in which words. */
export interface FhirWriteOptions {
  /** Identifier.system of every business identifier that this installation writes; an absolute URI. */
  readonly identifierSystem: string;
  /** The statement that AI produced this, in the site's language (i18n). */
  readonly aiStatement: string;
  /** Whom the report names as its source, as text: software, never a person. */
  readonly performerDisplay?: string;
  /**
   * Also write a Provenance. R4's Provenance has no identifier, hence no conditional create: it goes by update-as-create
   * under a name-based id, which a server must allow.
   */
  readonly provenance?: boolean;
}
