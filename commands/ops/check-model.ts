/** `models check DIR|NAME`: every look at a model package, one line each; 0 where it may run. */
import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { reviewPackage } from './review-model.ts';
import { locateModels } from './locate-models.ts';

export async function run([given, ...rest]: readonly string[]): Promise<number> {
  if (given === undefined || rest.length > 0) throw new Error('Usage: npm run ops -- models check DIR|NAME');
  return (await reviewPackage(folderOf(given))) === undefined ? 1 : 0;
}

/** A folder as it is named, else one of the folder of models. */
function folderOf(given: string): string {
  const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  const installed = join(locateModels(), given);
  if (isFolder(given)) return resolve(given);
  if (/^[\w-][\w.-]*$/.test(given) && isFolder(installed)) return installed;
  throw new Error(`${given}: there is no such folder, and no such model in ${locateModels()}`);
}
