/** `labels` of model.json: what each score is about, and what was measured of it. */
import { z } from 'zod';

const text = z.string().min(1);
const share = z.number().min(0).max(1);

const operatingPointSchema = z.strictObject({
  name: text,
  threshold: z.number().gt(0).lt(1),
  sensitivity: share,
  specificity: share,
});

const scored = {
  label: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'small letters, digits and single hyphens only')
    .max(64),
  /** Which of the scores it is; by default the one at the label's own place in this list. */
  output: z.int().min(0).optional(),
  /** `triage`: a score over all findings, for the order in which films are read; shown as such, never filed as a finding. */
  role: z.literal('triage').optional(),
  /** Needed for a finding that the product has no words or codes for. */
  concept: z
    .strictObject({
      text,
      codings: z.array(z.strictObject({ system: z.url(), code: text, display: text.optional() })),
      lateralisable: z.boolean(),
    })
    .optional(),
};

const measured = {
  /** Platt scaling: probability = 1 / (1 + exp(-(slope * logit + intercept))). */
  calibration: z.strictObject({ slope: z.number().positive(), intercept: z.number() }),
  /** Present from this probability on. */
  operatingPoint: operatingPointSchema,
  /** The area under the curve, with the ends of its 95% interval. */
  auc: z
    .strictObject({ value: share, low: share, high: share })
    .refine(({ value, low, high }) => low <= value && value <= high, 'lies outside its own interval'),
  /** Among the films that it was measured on. */
  prevalence: share,
  /** Expected calibration error. */
  ece: share,
};

/** Absent below this one, indeterminate between the two; without it all that is not present is called absent. */
const ruleOut = operatingPointSchema.optional();

const MEASURED = Object.keys(measured) as (keyof typeof measured)[];

/** Measured whole or not at all: half the figures would look like all of them. */
export const labelSchema = z
  .strictObject({ ...scored, ...z.strictObject(measured).partial().shape, ruleOut })
  .superRefine((label, context) => {
    const missing = MEASURED.filter((key) => label[key] === undefined);
    const problem = (message: string, path: string) =>
      context.addIssue({ code: 'custom', message, path: [path] });
    const claims = missing.length < MEASURED.length || label.ruleOut !== undefined;
    if (claims)
      for (const key of missing) problem('is missing: a label is measured whole or not at all', key);
    if (label.operatingPoint && label.ruleOut && label.ruleOut.threshold > label.operatingPoint.threshold)
      problem('lies above the operating point', 'ruleOut');
  });

type Label = z.infer<typeof labelSchema>;
type Measured = { [Key in keyof typeof measured]: z.infer<(typeof measured)[Key]> };

export type MeasuredLabel = Omit<Label, keyof Measured> & Measured;
