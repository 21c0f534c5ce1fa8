/** `models check DIR|NAME`: every look at a model package, one line each; 0 where it may run. */
import { locateModel } from './locate-models.ts';
import { reviewPackage } from './review-model.ts';

export async function run([given, ...rest]: readonly string[]): Promise<number> {
  if (given === undefined || rest.length > 0) throw new Error('Usage: npm run ops -- models check DIR|NAME');
  return (await reviewPackage(locateModel(given))) === undefined ? 1 : 0;
}
