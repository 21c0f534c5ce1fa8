/** May this model see this film? Decided from the header alone, by what the model was measured on; what is unknown is refused. */
import type { ModelAcceptance } from '../models/manifest.ts';

export interface FilmFacts {
  readonly sopClassUid: string;
  readonly modality?: string;
  /** Upper case. */
  readonly bodyPart?: string;
  /** AP, PA, FRONTAL (one of the two) or another word; upper case. */
  readonly view?: string;
  readonly ageYears?: number;
  /** Upper case. */
  readonly presentationIntent?: string;
  readonly presentationLutShape?: string;
  readonly photometricInterpretation: string;
  readonly numberOfFrames: number;
  /** What study, series and protocol are called. */
  readonly descriptions: readonly string[];
}

export type RefusalReason =
  | 'modality-not-accepted'
  | 'sop-class-not-accepted'
  | 'not-for-presentation'
  | 'not-a-single-frame'
  | 'not-greyscale'
  | 'greyscale-contradictory'
  | 'body-part-not-accepted'
  | 'body-part-unknown'
  | 'view-not-accepted'
  | 'age-not-accepted';

export type Acceptance =
  { readonly accepted: true } | { readonly accepted: false; readonly reason: RefusalReason };

/** DICOM PS3.4 Annex B.5: CR, DX for presentation, secondary capture (films that were scanned or converted). */
const SOP_CLASSES = new Set([
  '1.2.840.10008.5.1.4.1.1.1',
  '1.2.840.10008.5.1.4.1.1.1.1',
  '1.2.840.10008.5.1.4.1.1.7',
]);
const DX_FOR_PROCESSING = '1.2.840.10008.5.1.4.1.1.1.1.1';

/** What real systems write for a body part that a manifest names by its DICOM term (PS3.16 Annex L). */
const SYNONYMS: Readonly<Record<string, readonly string[]>> = {
  CHEST: ['THORAX', 'TORAX', 'LUNG', 'LUNGS', 'CHEST PA', 'CHEST AP', 'CHEST_PA', 'CHEST_AP'],
};
const NAMES: Readonly<Record<string, RegExp>> = { CHEST: /\b(chest|thorax|torax|cxr)\b/i };

type Check = (facts: FilmFacts, accepts: ModelAcceptance) => RefusalReason | undefined;

/** In the order in which a person would want to hear of it. */
const CHECKS: readonly Check[] = [
  refuseModality,
  refuseObject,
  refuseGreyscale,
  refuseBodyPart,
  refuseView,
  refuseAge,
];

export function acceptFilm(accepts: ModelAcceptance, facts: FilmFacts): Acceptance {
  for (const check of CHECKS) {
    const reason = check(facts, accepts);
    if (reason !== undefined) return { accepted: false, reason };
  }
  return { accepted: true };
}

function refuseModality({ modality }: FilmFacts, accepts: ModelAcceptance): RefusalReason | undefined {
  return accepts.modalities.includes(modality ?? '') ? undefined : 'modality-not-accepted';
}

function refuseObject({ sopClassUid, presentationIntent, numberOfFrames }: FilmFacts) {
  if (sopClassUid === DX_FOR_PROCESSING || presentationIntent === 'FOR PROCESSING')
    return 'not-for-presentation';
  if (!SOP_CLASSES.has(sopClassUid)) return 'sop-class-not-accepted';
  return numberOfFrames === 1 ? undefined : 'not-a-single-frame';
}

/** A shape against the photometric interpretation leaves open whether bone is white: neither reading is safe. */
function refuseGreyscale({ photometricInterpretation, presentationLutShape }: FilmFacts) {
  if (!/^MONOCHROME[12]$/.test(photometricInterpretation)) return 'not-greyscale';
  const contrary = photometricInterpretation === 'MONOCHROME1' ? 'IDENTITY' : 'INVERSE';
  return presentationLutShape === contrary ? 'greyscale-contradictory' : undefined;
}

function refuseBodyPart({ bodyPart, descriptions }: FilmFacts, { bodyParts }: ModelAcceptance) {
  if (bodyPart !== undefined) {
    const accepted = bodyParts.flatMap((part) => [part, ...(SYNONYMS[part] ?? [])]);
    return accepted.includes(bodyPart) ? undefined : 'body-part-not-accepted';
  }
  const named = descriptions.some((text) => bodyParts.some((part) => NAMES[part]?.test(text)));
  return named ? undefined : 'body-part-unknown';
}

function refuseView({ view }: FilmFacts, { views }: ModelAcceptance): RefusalReason | undefined {
  const frontal = view === 'FRONTAL' && views.includes('AP') && views.includes('PA');
  return frontal || views.includes(view ?? '') ? undefined : 'view-not-accepted';
}

/** An age that nobody wrote down can't be refused: half of all real films would be. */
function refuseAge({ ageYears }: FilmFacts, { minimumAgeYears }: ModelAcceptance) {
  return ageYears !== undefined && ageYears < minimumAgeYears ? 'age-not-accepted' : undefined;
}
