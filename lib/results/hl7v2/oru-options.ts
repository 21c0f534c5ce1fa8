/** What a destination adds to a result: addresses, mode, words. */
export interface OruOptions {
  readonly sendingApplication: string;
  readonly sendingFacility: string;
  readonly receivingApplication: string;
  readonly receivingFacility: string;
  /** MSH-11: production, training or debugging. */
  readonly processingId: 'P' | 'T' | 'D';
  /** MSH-10, from `controlIdOf`. */
  readonly controlId: string;
  readonly aiStatement: string;
  /** MSH-18; the only one that carries every name. */
  readonly characterSet: 'UNICODE UTF-8';
  /** Sightline's own version, for SFT-2. */
  readonly softwareVersion?: string;
  /** HL7 namespace (CX.4.1) by Identifier.system, as the receiving engine knows its assigning authorities. */
  readonly assigningAuthorities?: Readonly<Record<string, string>>;
}
