import { resolve } from 'node:path';
import { environmentSchema } from '#lib/platform/config.ts';

/** The folder of model packages, absolute. Read alone: an operator's look at a model needs no database and no sites. */
export function locateModels(): string {
  return resolve(environmentSchema.shape.SIGHTLINE_MODELS.parse(process.env.SIGHTLINE_MODELS));
}
