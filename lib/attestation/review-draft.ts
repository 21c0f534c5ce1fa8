/** The unsigned reading of one result: who decided what, so that nobody overwrites another's decision unseen. */
import { z } from 'zod';
import { AppError } from '#lib/platform/errors.ts';
import { addedFindingSchema, readingSchema } from './reading.ts';

/** By whom, when, and in which revision of the draft. */
const authorSchema = z.object({
  by: z.object({ reference: z.string().optional(), display: z.string() }),
  at: z.string(),
  revision: z.int(),
});
export type Reader = z.infer<typeof authorSchema>['by'];

const draftSchema = z.object({
  revision: z.int().default(0),
  findings: z.record(z.string(), z.object({ reading: readingSchema, author: authorSchema })).default({}),
  added: z.record(z.string(), z.object({ finding: addedFindingSchema, author: authorSchema })).default({}),
  /** Decisions that were taken back: whoever has not seen that yet must not bring them again unseen. */
  cleared: z.record(z.string(), z.int()).default({}),
  comment: z.object({ text: z.string(), author: authorSchema }).optional(),
});
export type ReviewDraft = z.infer<typeof draftSchema>;

const labelSchema = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,63}$/i);
const addedIdSchema = z.uuid();
const COMMENT_AT_MOST = 1000;
const ADDED_AT_MOST = 20;

/** One decision, or that one is taken back; `seen`: the draft's revision that the reader had before them. */
export const reviewChangeSchema = z.object({ seen: z.int().min(0) }).and(
  z.union([
    z.object({ label: labelSchema, reading: readingSchema.nullable() }),
    z.object({ added: addedIdSchema, finding: addedFindingSchema.nullable() }),
    z.object({
      comment: z
        .string()
        .max(COMMENT_AT_MOST)
        .regex(/^[^\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]*$/u)
        .transform((text) => text.trim()),
    }),
  ]),
);
export type ReviewChange = z.infer<typeof reviewChangeSchema>;

export function readDraft(stored: unknown): ReviewDraft {
  return draftSchema.parse(stored ?? {});
}

/**
 * The draft after this change. Throws AppError `review-changed-meanwhile` (refused) where the same thing was decided by
 * somebody after what this reader had seen: they look first.
 */
export function changeDraft(draft: ReviewDraft, change: ReviewChange, by: Reader, at: string): ReviewDraft {
  const revision = draft.revision + 1;
  const author = { by, at, revision };
  if (lastChangeOf(draft, change) > change.seen) throw new AppError('review-changed-meanwhile', 'refused');
  const next = { ...draft, revision };
  if ('label' in change) {
    const { label, reading } = change;
    if (reading === null)
      return { ...next, findings: without(draft.findings, label), cleared: cleared(draft, label, revision) };
    return { ...next, findings: { ...draft.findings, [label]: { reading, author } } };
  }
  if ('added' in change) {
    const { added: id, finding } = change;
    if (finding === null)
      return { ...next, added: without(draft.added, id), cleared: cleared(draft, id, revision) };
    const added = { ...draft.added, [id]: { finding, author } };
    if (Object.keys(added).length > ADDED_AT_MOST) throw new AppError('request-invalid', 'refused');
    return { ...next, added };
  }
  const { comment, ...rest } = next;
  return change.comment === '' ? rest : { ...rest, comment: { text: change.comment, author } };
}

/** In which revision the same thing was last decided or taken back. */
function lastChangeOf(draft: ReviewDraft, change: ReviewChange): number {
  if ('label' in change)
    return draft.findings[change.label]?.author.revision ?? draft.cleared[change.label] ?? 0;
  if ('added' in change)
    return draft.added[change.added]?.author.revision ?? draft.cleared[change.added] ?? 0;
  return draft.comment?.author.revision ?? 0;
}

function cleared(draft: ReviewDraft, key: string, revision: number): ReviewDraft['cleared'] {
  return { ...draft.cleared, [key]: revision };
}

function without<T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([each]) => each !== key));
}
