/** `models measure DIR`: calibration, operating points and figures for this hospital's films, into a new package. */
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type LabelFigures, measureLabel } from '#inference/models/measure-label.ts';
import { readPackage } from '#inference/models/read-package.ts';
import { questionOf } from './find-columns.ts';
import { learnFrom } from './learn-from-films.ts';
import { readLabelledFilms } from './read-labelled-films.ts';
import { searchFolder } from './search-folder.ts';
import { writeMeasuredModel } from './write-measured-model.ts';

const USAGE =
  'Usage: npm run ops -- models measure DIR --films TABLE.csv --on "whose films they are" --out NEW_DIR';

export async function run(args: readonly string[]): Promise<number> {
  const { directory, table, on, out } = readArguments(args);
  const given = await readPackage(directory);
  const listed = await readLabelledFilms(
    { folder: searchFolder(dirname(table)), tables: [table], where: [] },
    questionOf(given.manifest),
  );
  // These figures will decide what is called present: a table that is not wholly understood is no ground for them.
  const broken = listed.leftOut.map(({ place, file, said }) => `${place}: ${file} ${said}`);
  const unknown = [...listed.unread, ...listed.unknown.keys()];
  if (unknown.length > 0) broken.push(`the model has no ${unknown.join(', ')}`);
  if (broken.length > 0) throw new Error([`${table} can’t be used:`, ...broken].join('\n- '));
  const scored = await learnFrom(given, listed, say);
  const figures = new Map<string, LabelFigures>();
  for (const { label } of given.manifest.labels) {
    const found = measureLabel(scored.byLabel.get(label) ?? []);
    if ('problem' in found) say(`warn ${label}: ${found.problem}`);
    else {
      figures.set(label, found);
      say(
        `ok   ${label}: AUC ${String(found.auc.value)} (${String(found.auc.low)} to ${String(found.auc.high)})`,
      );
    }
  }
  if (figures.size === 0) {
    say('No label could be measured; nothing was written.');
    return 1;
  }
  const areas = [...figures.values()].map(({ auc }) => auc.value);
  const meanAuc = Math.round((areas.reduce((sum, area) => sum + area, 0) / areas.length) * 1e4) / 1e4;
  const measuredOn = { films: scored.films, patients: scored.patients, meanAuc, description: on };
  await writeMeasuredModel(given, out, { figures, on: measuredOn });
  say(
    `${out}: ${String(figures.size)} of ${String(given.manifest.labels.length)} labels measured; the others are not reported.`,
  );
  return 0;
}

function readArguments(args: readonly string[]) {
  const option = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { films: option, on: option, out: option },
    allowPositionals: true,
  });
  const [directory, ...more] = positionals;
  const { films, on, out } = values;
  if (!directory || more.length > 0 || !films || !on || !out) throw new Error(USAGE);
  if (existsSync(out)) throw new Error(`${out}: is there already`);
  return { directory: resolve(directory), table: resolve(films), on, out: resolve(out) };
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
