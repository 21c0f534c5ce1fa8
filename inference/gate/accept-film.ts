/** May this model see this film? Decided by what its manifest accepts; what is unknown is refused. */
import type { ModelAcceptance } from '../models/manifest.ts';
import { hasWords, isBodyPart, namesBodyPart } from './body-parts.ts';

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
  /** Image Type, value by value. */
  readonly imageType?: readonly string[];
  /** How a secondary capture came about; upper case. */
  readonly conversionType?: string;
  readonly seriesDescription?: string;
}

export type RefusalReason =
  | 'modality-not-accepted'
  | 'sop-class-not-accepted'
  | 'not-for-presentation'
  | 'presentation-intent-not-accepted'
  | 'image-type-not-accepted'
  | 'capture-not-accepted'
  | 'series-not-accepted'
  | 'not-a-single-frame'
  | 'not-greyscale'
  | 'greyscale-contradictory'
  | 'body-part-not-accepted'
  | 'body-part-unknown'
  | 'view-not-accepted'
  | 'age-not-accepted'
  | 'processed-copy'
  | 'duplicate-instance';

export type Acceptance<Reason = RefusalReason> =
  { readonly accepted: true } | { readonly accepted: false; readonly reason: Reason };

/** DICOM PS3.4 Annex B.5: DX, MG and IO have a class of their own for what the detector saw. */
const FOR_PROCESSING_CLASSES = new Set([
  '1.2.840.10008.5.1.4.1.1.1.1.1',
  '1.2.840.10008.5.1.4.1.1.1.2.1',
  '1.2.840.10008.5.1.4.1.1.1.3.1',
]);

type Check = (facts: Partial<FilmFacts>, accepts: ModelAcceptance) => RefusalReason | undefined;

/** In the order in which a person would want to hear of it. Each speaks of what is known, and is silent on the rest. */
const CHECKS: readonly Check[] = [
  refuseModality,
  refuseIntent,
  refuseObject,
  refuseKind,
  refuseGreyscale,
  refuseBodyPart,
  refuseView,
  refuseAge,
];

/** A film by its own header. */
export function acceptFilm(accepts: ModelAcceptance, facts: FilmFacts): Acceptance {
  const reason = refuseFilm(accepts, facts);
  return reason === undefined ? { accepted: true } : { accepted: false, reason };
}

function refuseFilm(accepts: ModelAcceptance, facts: FilmFacts): RefusalReason | undefined {
  if (facts.modality === undefined) return 'modality-not-accepted';
  const known = refuseListed(accepts, facts);
  if (known !== undefined) return known;
  if (accepts.bodyParts.length > 0 && facts.bodyPart === undefined) {
    const isNamed = accepts.bodyParts.some((part) =>
      facts.descriptions.some((text) => namesBodyPart(text, part)),
    );
    if (!isNamed) return 'body-part-unknown';
  }
  return accepts.views.length > 0 && facts.view === undefined ? 'view-not-accepted' : undefined;
}

/** Why a film need not even be fetched: by as much as an archive's list tells, without judging by what it leaves out. */
export function refuseListed(
  accepts: ModelAcceptance,
  listed: Partial<FilmFacts>,
): RefusalReason | undefined {
  for (const check of CHECKS) {
    const reason = check(listed, accepts);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

function refuseModality({ modality }: Partial<FilmFacts>, { modalities }: ModelAcceptance) {
  return modality === undefined || modalities.includes(modality) ? undefined : 'modality-not-accepted';
}

function refuseIntent(facts: Partial<FilmFacts>, { presentationIntents }: ModelAcceptance) {
  const raw = FOR_PROCESSING_CLASSES.has(facts.sopClassUid ?? '');
  const intent = raw ? 'FOR PROCESSING' : facts.presentationIntent;
  if (presentationIntents.length === 0 || intent === undefined) return undefined;
  if (presentationIntents.includes(intent)) return undefined;
  return intent === 'FOR PROCESSING' ? 'not-for-presentation' : 'presentation-intent-not-accepted';
}

function refuseObject({ sopClassUid, numberOfFrames }: Partial<FilmFacts>, { sopClasses }: ModelAcceptance) {
  if (sopClassUid !== undefined && !sopClasses.includes(sopClassUid)) return 'sop-class-not-accepted';
  return (numberOfFrames ?? 1) === 1 ? undefined : 'not-a-single-frame';
}

/** No film, or none as it was taken: a localizer, a captured screen or document, a processed series. */
function refuseKind(facts: Partial<FilmFacts>, accepts: ModelAcceptance): RefusalReason | undefined {
  const { imageType = [], conversionType = '', seriesDescription = '' } = facts;
  const upper = imageType.map((value) => value.toUpperCase());
  // Some write all values into one.
  const values = new Set([...upper, ...upper.flatMap((value) => value.split(/\s+/))]);
  const isType = (type: string) => type.split('\\').every((value) => values.has(value));
  if (accepts.excludedImageTypes.some(isType)) return 'image-type-not-accepted';
  if (accepts.excludedConversionTypes.includes(conversionType)) return 'capture-not-accepted';
  const isNamed = accepts.excludedDescriptions.some((words) => hasWords(seriesDescription, words));
  return isNamed ? 'series-not-accepted' : undefined;
}

/** A shape against the photometric interpretation leaves open whether bone is white: neither reading is safe. */
function refuseGreyscale({ photometricInterpretation, presentationLutShape }: Partial<FilmFacts>) {
  if (photometricInterpretation === undefined) return undefined;
  if (!/^MONOCHROME[12]$/.test(photometricInterpretation)) return 'not-greyscale';
  const contrary = photometricInterpretation === 'MONOCHROME1' ? 'IDENTITY' : 'INVERSE';
  return presentationLutShape === contrary ? 'greyscale-contradictory' : undefined;
}

function refuseBodyPart({ bodyPart }: Partial<FilmFacts>, { bodyParts }: ModelAcceptance) {
  if (bodyParts.length === 0 || bodyPart === undefined) return undefined;
  return bodyParts.some((part) => isBodyPart(bodyPart, part)) ? undefined : 'body-part-not-accepted';
}

function refuseView({ view }: Partial<FilmFacts>, { views }: ModelAcceptance): RefusalReason | undefined {
  if (views.length === 0 || view === undefined) return undefined;
  const frontal = view === 'FRONTAL' && views.includes('AP') && views.includes('PA');
  return frontal || views.includes(view) ? undefined : 'view-not-accepted';
}

/** An age that nobody wrote down can't be refused: half of all real films would be. */
function refuseAge({ ageYears }: Partial<FilmFacts>, accepts: ModelAcceptance): RefusalReason | undefined {
  if (ageYears === undefined) return undefined;
  const { minimumAgeYears, maximumAgeYears = Infinity } = accepts;
  return ageYears < minimumAgeYears || ageYears > maximumAgeYears ? 'age-not-accepted' : undefined;
}
