/** model.json: what stands beside the ONNX file and says how it is fed, read and limited. */
import { z } from 'zod';

const text = z.string().min(1);
const share = z.number().min(0).max(1);

const input = z.object({
  name: text,
  width: z.int().min(16).max(4096),
  height: z.int().min(16).max(4096),
  /** A grey film is the same in all three. */
  channels: z.union([z.literal(1), z.literal(3)]),
  /** What is done with a film that is not of the input's shape, before it is shrunk. */
  fit: z.enum(['squash', 'centre-crop', 'pad-black']),
  /** The filter that shrinks it. */
  resize: z.enum(['triangle']),
  /** Greys from 0 (black) to 1 (white), then (grey - mean) / std; one value for all channels, or one for each. */
  mean: z.union([z.number(), z.tuple([z.number(), z.number(), z.number()])]),
  std: z.union([
    z.number().positive(),
    z.tuple([z.number().positive(), z.number().positive(), z.number().positive()]),
  ]),
});

const accepts = z.object({
  modalities: z.array(text).min(1),
  bodyParts: z.array(text).min(1),
  views: z.array(text).min(1),
  minimumAgeYears: z.number().min(0),
});

const operatingPoint = z.object({ name: text, threshold: z.number().gt(0).lt(1), sensitivity: share, specificity: share });

const label = z
  .object({
    label: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
    /** Which of the scores it is; by default the one at the label's own place in this list. */
    output: z.int().min(0).optional(),
    /** Needed for a finding that the product has no words or codes for. */
    concept: z
      .object({
        text,
        codings: z.array(z.object({ system: z.url(), code: text, display: text.optional() })),
        lateralisable: z.boolean(),
      })
      .optional(),
    calibration: z.object({ slope: z.number().positive(), intercept: z.number() }),
    /** Present from this probability on. */
    operatingPoint,
    /** Absent below this one, indeterminate between the two; without it all that is not present is called absent. */
    ruleOut: operatingPoint.optional(),
    auc: z.object({ value: share, low: share, high: share }),
    prevalence: share,
    ece: share,
  })
  .refine(({ operatingPoint: point, ruleOut }) => ruleOut === undefined || ruleOut.threshold <= point.threshold, {
    message: 'lies above the operating point',
    path: ['ruleOut'],
  });

export const manifestSchema = z.object({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  version: z.string().regex(/^\d+\.\d+\.\d+/),
  title: text,
  /** Beside model.json, never outside its folder. */
  file: z.string().regex(/^[\w.-]+\.onnx$/),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  licence: text,
  regulatoryStatus: text,
  intendedUse: text,
  limits: z.array(text).min(1),
  input,
  accepts,
  outputs: z.object({
    /** [batch, scores]. */
    scores: z.object({ tensor: text, kind: z.enum(['logits', 'probabilities']) }),
    /** [batch, scores, rows, columns]: class activation maps over the whole input. */
    maps: z.object({ tensor: text }).optional(),
  }),
  labels: z
    .array(label)
    .min(1)
    .refine((labels) => new Set(labels.map((each) => each.label)).size === labels.length, 'labels repeat'),
  measuredOn: z.object({ films: z.int(), patients: z.int(), meanAuc: share, description: text }),
  training: z.object({
    films: z.int(),
    patients: z.int(),
    data: text,
    startWeights: text,
    command: text,
  }),
  golden: z.object({ file: z.string().regex(/^[\w.-]+\.json$/) }),
});

export type ModelManifest = z.infer<typeof manifestSchema>;
export type ModelAcceptance = ModelManifest['accepts'];
export type ModelInput = ModelManifest['input'];
