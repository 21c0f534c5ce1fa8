import type {
  DocumentReference,
  Practitioner,
  Organization,
  PractitionerRole,
  Reference,
} from '@medplum/fhirtypes';
import type { Locale } from '#lib/i18n/locales.ts';
import type { StudyResult } from '#lib/results/study-result.ts';
import type { ReportText } from '#lib/results/write-report-text.ts';

/** What a destination adds to a result: how this installation names itself there, and in which words. */
export interface FhirWriteOptions {
  /** Identifier.system of every business identifier that this installation writes; an absolute URI. */
  readonly identifierSystem: string;
  /** The statement that AI produced this, in the site's language (writeAiStatement). */
  readonly aiStatement: string;
  /** Of all text; codes and their displays stay as their systems have them. English where none is given. */
  readonly locale?: Locale;
  /** Whom the report names as its source, as text: software, never a person. */
  readonly performerDisplay?: string;
  /**
   * Also write a Provenance. R4's Provenance has no identifier, hence no conditional create: it goes by update-as-create
   * under a name-based id, which a server must allow.
   */
  readonly provenance?: boolean;
  /** DocumentReference.author where the EHR takes no Device: whom the site registered for this installation. */
  readonly documentAuthor?: Reference<Practitioner | PractitionerRole | Organization>;
  /** The document of the version before this one at that destination; known by identifier where its id isn't. */
  readonly earlierDocument?: Reference<DocumentReference>;
  /** The model's card, Markdown, for the part `model-card`. */
  readonly modelCard?: string;
}

/**
 * What a destination takes. Where `device` or `model-card` is left out, what refers to it does so by business identifier
 * and in words.
 */
export type FhirPart = 'model-card' | 'device' | 'findings' | 'report' | 'document' | 'provenance';

/** One result, in words, for one destination: what every writer of a part is given. */
export interface FhirWriting {
  readonly result: StudyResult;
  readonly report: ReportText;
  readonly options: FhirWriteOptions;
  readonly parts: ReadonlySet<FhirPart>;
  /** PDF/A of the same report. */
  readonly pdf?: Uint8Array;
}
