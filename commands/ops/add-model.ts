/** `models add DIR`: checks a model package and copies it into the folder of models. */
import { resolve } from 'node:path';
import { installPackage } from '#inference/models/install-package.ts';
import { isMeasured } from '#inference/models/manifest.ts';
import { locateModels } from './locate-models.ts';
import { reviewPackage } from './review-model.ts';

export async function run([given, ...rest]: readonly string[]): Promise<number> {
  if (given === undefined || rest.length > 0) throw new Error('Usage: npm run ops -- models add DIR');
  const directory = resolve(given);
  const manifest = await reviewPackage(directory);
  if (manifest === undefined || !isMeasured(manifest)) {
    const measureFirst = manifest === undefined ? '' : ' Measure it first: npm run ops -- models measure';
    process.stdout.write(`Nothing was installed.${measureFirst}\n`);
    return 1;
  }
  const models = locateModels();
  const { name, added, others } = await installPackage(directory, models);
  process.stdout.write(
    [
      added ? `Installed as ${name} in ${models}.` : `It was installed as ${name} in ${models} already.`,
      ...(others.length > 0 ? [`Installed beside ${others.join(', ')}, which stays as it is.`] : []),
      `In sites.json, write "model": "${name}" at the site that is to use it; then restart web and worker.`,
      '',
    ].join('\n'),
  );
  return 0;
}
