/** Which films a model may see: the part of model.json that the gate and the choice of instances go by. */
import { z } from 'zod';

const text = z.string().min(1);
/** A coded value as DICOM writes it. */
const term = text.toUpperCase();
const years = z.number().min(0);

export const acceptsSchema = z.strictObject({
  /** Storage SOP Classes (DICOM PS3.4 Annex B.5). */
  sopClasses: z.array(z.string().regex(/^\d+(\.\d+)+$/, 'a UID')).min(1),
  modalities: z.array(term).min(1),
  /** DICOM PS3.16 Annex L; an empty list means any part, and a film that names none. */
  bodyParts: z.array(term),
  /** View Position; an empty list means any view, and a film that names none. */
  views: z.array(term),
  /** FOR PRESENTATION, FOR PROCESSING; an empty list means either. An object whose kind has no such thing passes. */
  presentationIntents: z.array(term),
  /** Of Image Type: `LOCALIZER` is that value at any place, `DERIVED\SECONDARY` both values together. */
  excludedImageTypes: z.array(term).default([]),
  /** Of a secondary capture (DICOM PS3.3 C.8.6.1), e.g. SD for a scanned document. */
  excludedConversionTypes: z.array(term).default([]),
  /** Words of a Series Description, e.g. `dose summary`; whole words in any case. */
  excludedDescriptions: z.array(text).default([]),
  minimumAgeYears: years,
  maximumAgeYears: years.optional(),
});
