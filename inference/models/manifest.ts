/** model.json: what stands beside the ONNX file and says how it is fed, read and limited. Unknown keys are refused. */
import { z } from 'zod';
import { acceptsSchema } from './manifest-accepts.ts';
import { cardElementsSchema, contradictions } from './manifest-card.ts';
import { gateSchema } from './manifest-gate.ts';
import { inputSchema } from './manifest-input.ts';
import { labelSchema, type MeasuredLabel } from './manifest-label.ts';

const text = z.string().min(1);
const share = z.number().min(0).max(1);
const count = z.int().min(1);

const outputs = z.strictObject({
  /** [batch, scores]. */
  scores: z.strictObject({ tensor: text, kind: z.enum(['logits', 'probabilities']) }),
  /** [batch, scores, rows, columns]: class activation maps over the whole input. */
  maps: z.strictObject({ tensor: text }).optional(),
  gate: gateSchema.optional(),
});

/** On films that training did not see; without it no label's figures can stand. */
const measuredOn = z.strictObject({ films: count, patients: count, meanAuc: share, description: text });

const training = z.strictObject({
  data: text,
  films: count.optional(),
  patients: count.optional(),
  startWeights: text.optional(),
  command: text.optional(),
});

/** A package's manifest as it may be written: its labels measured, or not yet. */
export const packageSchema = z
  .strictObject({
    id: z
      .string()
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'small letters, digits and single hyphens only')
      .max(64),
    version: z
      .string()
      .regex(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/, 'three numbers such as 1.0.0')
      .max(64),
    title: text,
    /** Beside model.json, never outside its folder; so are the card and the golden numbers. */
    file: z.string().regex(/^\w[\w.-]*\.onnx$/, 'a plain file name that ends in .onnx'),
    sha256: z.string().regex(/^[0-9a-f]{64}$/, '64 hexadecimal digits, small letters'),
    licence: text,
    /** In the maker's words, and shown with every result: "Research use; not cleared by any regulator". */
    regulatoryStatus: text,
    intendedUse: text,
    limits: z.array(text).min(1),
    input: inputSchema,
    accepts: acceptsSchema,
    outputs,
    labels: z.array(labelSchema).min(1),
    measuredOn: measuredOn.optional(),
    training,
    golden: z.strictObject({
      file: z.string().regex(/^\w[\w.-]*\.json$/, 'a plain file name that ends in .json'),
    }),
    /** What it was measured on and must not be used for, for people; MODEL_CARD.md where nothing else is said. */
    card: z
      .string()
      .regex(/^\w[\w.-]*\.md$/, 'a plain file name that ends in .md')
      .optional(),
    /** The same for machines, by the names of CHAI and HL7. */
    cardElements: cardElementsSchema.optional(),
  })
  .superRefine((manifest, context) => {
    const { labels, measuredOn, golden } = manifest;
    const problem = (message: string, ...path: (string | number)[]) =>
      context.addIssue({ code: 'custom', message, path });
    for (const [path, key] of contradictions(manifest))
      problem(`says otherwise than ${key}`, 'cardElements', ...path);
    if (golden.file === 'model.json') problem('is the manifest itself', 'golden', 'file');
    for (const name of repeated(labels.map(({ label }) => label))) problem(`${name} repeats`, 'labels');
    for (const place of repeated(labels.map(({ output }, index) => output ?? index)))
      problem(`two labels read output ${String(place)}`, 'labels');
    if (labels.filter(({ role }) => role === 'triage').length > 1) problem('two of them are for triage', 'labels');
    if (labels.length > 0 && labels.every(({ role }) => role === 'triage')) problem('none of them is a finding', 'labels');
    if (labels.some(({ auc }) => auc) && !measuredOn)
      problem('is missing: on what were the labels measured?', 'measuredOn');
  });

export type PackageManifest = z.infer<typeof packageSchema>;

/** What the product runs and files: every label calibrated and measured. */
export type ModelManifest = Omit<PackageManifest, 'labels' | 'measuredOn'> & {
  labels: MeasuredLabel[];
  measuredOn: z.infer<typeof measuredOn>;
};
export type ModelAcceptance = ModelManifest['accepts'];
export type ModelInput = ModelManifest['input'];

export function isMeasured(manifest: PackageManifest): manifest is ModelManifest {
  return manifest.measuredOn !== undefined && manifest.labels.every(({ auc }) => auc !== undefined);
}

function repeated<T>(values: readonly T[]): T[] {
  return [...new Set(values.filter((value, at) => values.indexOf(value) !== at))];
}
