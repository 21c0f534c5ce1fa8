import type { Locale } from '#lib/i18n/locales.ts';
import type { StudyResult } from '#lib/results/study-result.ts';

/** A code as the engine knows it; `system` is its name in HL7 table 0396. */
export interface Hl7Code {
  readonly code: string;
  readonly text: string;
  readonly system: string;
}

/** HD (HL7 v2.5.1 2.A.33): a namespace alone, or what else the engine knows the authority by. */
export type Hl7Authority =
  | string
  | {
      readonly namespace?: string | undefined;
      readonly universalId?: string | undefined;
      readonly universalIdType?: string | undefined;
    };

export type ObservationKind = 'text' | 'findings' | 'pdf';

/** What a site's engine wants to read, and by which codes. */
export interface OruMapping {
  /** The optional segments. Without NTE the AI statement stands among the text lines. */
  readonly segments: { readonly SFT: boolean; readonly PV1: boolean; readonly NTE: boolean };
  /** Which OBX there are, in this order. */
  readonly observations: readonly ObservationKind[];
  readonly codes: 'public-first' | 'own-first';
  /** OBX-3 of a finding, by our own code for it. */
  readonly findingCodes: Readonly<Record<string, Hl7Code>>;
  /** OBR-4 where the order brings none, or always. */
  readonly universalServiceId?: (Hl7Code & { readonly evenIfOrdered: boolean }) | undefined;
}

export const USUAL_MAPPING: OruMapping = {
  segments: { SFT: true, PV1: true, NTE: true },
  observations: ['text', 'findings'],
  codes: 'public-first',
  findingCodes: {},
};

/** What a destination adds to every message: addresses, mode, mapping. */
export interface OruEnvelope {
  readonly sendingApplication: string;
  readonly sendingFacility: string;
  readonly receivingApplication: string;
  readonly receivingFacility: string;
  /** MSH-11: production, training or debugging. */
  readonly processingId: 'P' | 'T' | 'D';
  /** MSH-10, from `controlIdOf`. */
  readonly controlId: string;
  /** MSH-18. Only Unicode carries every name; the other refuses what it can't. */
  readonly characterSet: 'UNICODE UTF-8' | '8859/1';
  /** MSH-15 and 16; `original` where nothing is said. */
  readonly acknowledgement?: 'original' | 'accept' | 'accept-and-application';
  /** Sightline's own version, for SFT-2. */
  readonly softwareVersion?: string;
  /** CX.4 by Identifier.system, as the receiving engine knows its assigning authorities. */
  readonly assigningAuthorities?: Readonly<Record<string, Hl7Authority>>;
  readonly mapping?: OruMapping;
}

/** One report of a message. */
export interface OruReport {
  readonly result: StudyResult;
  /** Its earlier versions: what they said and this one doesn't is taken back. */
  readonly earlier?: readonly StudyResult[];
  readonly aiStatement: string;
  /** Of all text; codes and their displays stay as their systems have them. English where none is given. */
  readonly locale?: Locale | undefined;
  /** PDF/A of the same report; needed where the mapping asks for it. */
  readonly pdf?: Uint8Array;
}

export type OruOptions = OruEnvelope & Omit<OruReport, 'result'>;
