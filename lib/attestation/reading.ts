/** What a reader says of what the model found; pure data, as the draft keeps it and a signed result states it. */
import { z } from 'zod';
import type { Finding, Laterality, Presence } from '#lib/findings/finding.ts';
import { REJECTION_REASONS, type RejectionReason } from './rejection-reasons.ts';

const PRESENCES = ['present', 'absent', 'indeterminate'] as const satisfies readonly Presence[];
const LATERALITIES = ['left', 'right', 'bilateral'] as const satisfies readonly Laterality[];
/** Long enough for a sentence or two, short enough for a line of a report. */
const COMMENT_AT_MOST = 500;
const WORDS_AT_MOST = 120;

const lateralitySchema = z.enum(LATERALITIES);
/** One line: what breaks lines or turns their direction has no place in a report's line. */
const lineSchema = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .regex(/^[^\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]*$/u);
const commentSchema = lineSchema(COMMENT_AT_MOST);

/** On one film, in fractions of its width and height from its top left corner. */
const regionSchema = z
  .strictObject({
    filmIndex: z.int().min(0).max(9999),
    left: z.number().min(0).max(1),
    top: z.number().min(0).max(1),
    width: z.number().positive().max(1),
    height: z.number().positive().max(1),
  })
  .refine(({ left, width, top, height }) => left + width <= 1.000001 && top + height <= 1.000001);
export type Region = z.infer<typeof regionSchema>;

/**
 * `confirmed`: as the model has it. `changed`: another presence or side, or a place of the reader's own. `rejected`: the
 * model is wrong, and the finding is not there.
 */
export const readingSchema = z.discriminatedUnion('decision', [
  z.strictObject({ decision: z.literal('confirmed'), comment: commentSchema.optional() }),
  z.strictObject({
    decision: z.literal('changed'),
    presence: z.enum(PRESENCES),
    laterality: lateralitySchema.optional(),
    region: regionSchema.optional(),
    comment: commentSchema.optional(),
  }),
  z.strictObject({
    decision: z.literal('rejected'),
    reason: z.enum(REJECTION_REASONS),
    comment: commentSchema.optional(),
  }),
]);
export type Reading = z.infer<typeof readingSchema>;

/** What the model missed, in the reader's words. */
export const addedFindingSchema = z.strictObject({
  words: lineSchema(WORDS_AT_MOST),
  laterality: lateralitySchema.optional(),
  region: regionSchema.optional(),
});
export type AddedFinding = z.infer<typeof addedFindingSchema>;

/** A reading as a signed report states it: whether and where the finding is there, by the reader. */
export interface StatedReading {
  readonly decision: Reading['decision'];
  readonly presence: Presence;
  readonly laterality?: Laterality;
  readonly region?: Region;
  /** Why it was rejected. */
  readonly reason?: RejectionReason;
  readonly comment?: string;
}

/** A finding as its report states it: the model's, and where somebody read it, what they say. */
export type ReadFinding = Finding & { readonly reading?: StatedReading };

export function stateReading(
  { presence, laterality }: Pick<Finding, 'presence' | 'laterality'>,
  reading: Reading,
): StatedReading {
  const { comment } = reading;
  const said = comment === undefined ? {} : { comment };
  switch (reading.decision) {
    case 'confirmed':
      return {
        decision: 'confirmed',
        presence,
        ...(laterality === undefined ? {} : { laterality }),
        ...said,
      };
    case 'rejected':
      return { decision: 'rejected', presence: 'absent', reason: reading.reason, ...said };
    case 'changed': {
      const { presence: own, laterality: side, region } = reading;
      return {
        decision: 'changed',
        presence: own,
        ...(side === undefined ? {} : { laterality: side }),
        ...(region === undefined ? {} : { region }),
        ...said,
      };
    }
  }
}
