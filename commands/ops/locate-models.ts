import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { environmentSchema } from '#lib/platform/config.ts';

/** The folder of model packages, absolute. Read alone: an operator's look at a model needs no database and no sites. */
export function locateModels(): string {
  return resolve(environmentSchema.shape.SIGHTLINE_MODELS.parse(process.env.SIGHTLINE_MODELS));
}

/** A folder as it is named, else one of the folder of models. @throws Error where there is neither. */
export function locateModel(given: string): string {
  const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  const installed = join(locateModels(), given);
  if (isFolder(given)) return resolve(given);
  if (/^[\w-][\w.-]*$/.test(given) && isFolder(installed)) return installed;
  throw new Error(`${given}: there is no such folder, and no such model in ${locateModels()}`);
}
