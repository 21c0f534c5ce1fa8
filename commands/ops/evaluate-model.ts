/** `models evaluate`: a model's figures on films whose truth is known, through the product's own pipeline (docs/evaluate.md). */
import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { hashFile } from '#inference/models/hash-file.ts';
import type { PackageManifest } from '#inference/models/manifest.ts';
import { type ModelPackage, readPackage } from '#inference/models/read-package.ts';
import { parseNames, questionOf, type TableQuestion } from './find-columns.ts';
import { gatherEvaluation } from './gather-evaluation.ts';
import type { LeftOut } from './locate-films.ts';
import { listShortfall } from './list-shortfall.ts';
import { locateModel } from './locate-models.ts';
import { parseSize, readBoxes } from './read-boxes.ts';
import { readLabelledFilms } from './read-labelled-films.ts';
import { searchFolder } from './search-folder.ts';
import { parseCondition } from './select-rows.ts';
import { tellEvaluation } from './tell-evaluation.ts';
import { tellShortfall } from './tell-shortfall.ts';
import { writeEvaluation } from './write-evaluation.ts';

const USAGE = [
  'Usage: npm run ops -- models evaluate --model NAME|DIR --data DIR --labels TABLE.csv [--labels MORE.csv]',
  '  [--where COLUMN=VALUE] [--by COLUMN] [--call "NAME=LABEL"] [--out NEW_DIR]',
  '  [--boxes BOXES.csv [--drawn-on 512x512] [--boxes-where COLUMN=VALUE]]',
].join('\n');

export async function run(args: readonly string[]): Promise<number> {
  const asked = readArguments(args);
  const model = await readWhole(locateModel(asked.model));
  const plain = questionOf(model.manifest);
  const question: TableQuestion = { ...plain, names: parseNames(asked.call, plain.labels) };
  const boxes = asked.boxes === undefined ? undefined : await readBoxes(asked.boxes, question, asked.drawnOn);
  const boxed = boxes && { files: new Set(boxes.boxes.map(({ file }) => file)), where: asked.boxesWhere };
  const films = await readLabelledFilms({ ...asked, ...(boxed && { boxed }) }, question);
  const filesInNoRow = asked.folder.listOthers(films.paths);
  const shortfallOf = (unscored: readonly LeftOut[]) =>
    listShortfall({ films, boxes, filesInNoRow }, model.manifest, unscored);
  if (films.films.length === 0) {
    tellShortfall(shortfallOf([]), say);
    throw new Error('there is no film to evaluate');
  }
  say(`${model.manifest.id} ${model.manifest.version}: ${String(films.films.length)} films to score`);
  const evaluation = await gatherEvaluation(model, films, { by: asked.by, boxes }, say);
  const shortfall = shortfallOf(evaluation.leftOut);
  tellShortfall(shortfall, say);
  tellEvaluation(evaluation, model.manifest, say);
  const about = { manifest: model.manifest, rows: films.rows, shortfall, asked: args };
  if (asked.out !== undefined) await writeEvaluation(asked.out, evaluation, about);
  say(
    asked.out === undefined
      ? 'Nothing was written; --out NEW_DIR keeps it.'
      : `${asked.out}: evaluation.json, scores.csv`,
  );
  const { whole, pointing } = evaluation;
  const isTold = whole.labels.some(({ auc }) => auc !== undefined) || (pointing?.figures.length ?? 0) > 0;
  return isTold ? 0 : 1;
}

/** The figures are those of the weights that the manifest speaks of, or of none. */
async function readWhole(directory: string): Promise<ModelPackage> {
  const model = await readPackage(directory);
  const { file, sha256 }: PackageManifest = model.manifest;
  if ((await hashFile(model.onnxPath)) !== sha256)
    throw new Error(`${directory}: ${file} is not the file that model.json speaks of (SHA-256)`);
  return model;
}

function readArguments(args: readonly string[]) {
  const one = { type: 'string' } as const;
  const many = { type: 'string', multiple: true } as const;
  const options = {
    ...{ model: one, data: one, out: one, boxes: one, 'drawn-on': one },
    ...{ labels: many, where: many, by: many, call: many, 'boxes-where': many },
  };
  const { values } = parse(args, options);
  const { model, data, labels, out, boxes } = values;
  const drawnOn = values['drawn-on'];
  if (!model || !data || !labels) throw new Error(USAGE);
  if (boxes === undefined && (drawnOn !== undefined || values['boxes-where'] !== undefined))
    throw new Error(USAGE);
  if (statSync(data, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new Error(`--data ${data}: there is no such folder`);
  if (out !== undefined && existsSync(out)) throw new Error(`--out ${out}: is there already`);
  const where = (values.where ?? []).map(parseCondition);
  return {
    ...{ model, where, folder: searchFolder(resolve(data)), tables: labels.map((table) => resolve(table)) },
    ...{
      by: values.by ?? [],
      call: values.call ?? [],
      boxes: boxes === undefined ? undefined : resolve(boxes),
    },
    drawnOn: drawnOn === undefined ? undefined : parseSize(drawnOn),
    boxesWhere: values['boxes-where']?.map(parseCondition) ?? where,
    out: out === undefined ? undefined : resolve(out),
  };
}

function parse<T extends NonNullable<Parameters<typeof parseArgs>[0]>['options']>(
  args: readonly string[],
  options: T,
) {
  try {
    return parseArgs({ args: [...args], options: options as NonNullable<T> });
  } catch (thrown) {
    throw new Error(`${thrown instanceof Error ? thrown.message : ''}\n${USAGE}`, { cause: thrown });
  }
}

/** Tables and files are somebody else's: what they say must not look like lines of ours. */
function say(line: string): void {
  process.stdout.write(`${line.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')}\n`);
}
