/** `outputs.gate` of model.json: what the graph itself says against a film, beside its scores. */
import { z } from 'zod';

const text = z.string().min(1);
const share = z.number().min(0).max(1);

/** What may be wrong with a film's pixels, whatever its header says. */
export const PIXEL_REASONS = ['film-inverted', 'film-turned', 'film-unlike-training'] as const;

const checkSchema = z.strictObject({
  /** Which of the tensor's values it reads. */
  output: z.int().min(0),
  reason: z.enum(PIXEL_REASONS),
  /** The film is refused where the value is larger. */
  above: z.number(),
  /** Of films that the model is made for, among those that the bound was set on. */
  refusesAccepted: share,
});

/** [batch, values]; asked in this order, so that the plainest reason comes first. */
export const gateSchema = z.strictObject({ tensor: text, checks: z.array(checkSchema).min(1) });
