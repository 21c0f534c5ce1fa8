/**
 * `models evaluate` on the films that training did not see: the card's own figures must come out again, and those of
 * scikit-learn for the scores that it writes.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, openSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadModel } from '#inference/models/load-model.ts';
import { PIXEL_REASONS } from '#inference/models/manifest-gate.ts';

const DATA = resolve('../shared/data/cxr');
/** Debian's: python3-numpy, python3-pil and python3-sklearn install for this one. */
const PYTHON = '/usr/bin/python3';
const MODEL = 'inference/models/sightline-cxr';

const has = (modules: string) =>
  existsSync(PYTHON) && spawnSync(PYTHON, ['-c', `import ${modules}`]).status === 0;

interface Estimate {
  value: number;
  interval: { low: number; high: number };
}
interface Evaluation {
  films: number;
  patients: number;
  meanAuc: Estimate;
  labels: {
    label: string;
    auc: Estimate;
    prevalence: number;
    calibration: { error: number };
    points: {
      name: string;
      sensitivity: Estimate;
      specificity: Estimate;
      positivePredictiveValue: Estimate;
    }[];
  }[];
  groups: { by: string; value: string; films: number; meanAuc: Estimate & { labels: number } }[];
  pointing: {
    figures: { label: string; boxed: number; hits: number; drawn: number; intersectionOverUnion: number }[];
  };
  shortfall: { leftOut: { code: string }[] };
}

/** What inference/training wrote of the same films. */
interface CardFigures {
  groups: { group: string; films: number; findings: number; value: number }[];
  gate: { refused: number; films: number };
  pointing: Record<string, { boxes: number; hits: number; drawn: number; overlap: number }>;
}

/** Area, rates at the first point, and precision, of scores.csv beside the films' table, by scikit-learn alone. */
const SCIKIT = `
import csv, json, sys
from sklearn.metrics import precision_score, recall_score, roc_auc_score
truth = {row['file']: row for row in csv.DictReader(open(sys.argv[1]))}
scores = list(csv.DictReader(open(sys.argv[2])))
found = {}
for label in json.load(open(sys.argv[3]))['labels']:
    name, threshold = label['label'], label['operatingPoint']['threshold']
    yes = [int(truth[row['file']][name]) for row in scores]
    p = [float(row[name]) for row in scores]
    called = [int(each >= threshold) for each in p]
    found[name] = [roc_auc_score(yes, p), recall_score(yes, called), recall_score(yes, called, pos_label=0),
                   precision_score(yes, called)]
json.dump(found, sys.stdout)
`;

let folder: string;
let told: Evaluation;
const { manifest } = await loadModel(MODEL);

function write(name: string, ...args: string[]): string {
  const path = join(folder, name);
  const stdio = ['ignore', openSync(path, 'w'), 'inherit'] as const;
  const command = ['-B', '-m', 'inference.evaluation.list_held_out', '--data', DATA, ...args];
  if (spawnSync(PYTHON, command, { stdio: [...stdio] }).status !== 0) throw new Error(name);
  return path;
}

function evaluate(out: string, ...args: string[]): Promise<Evaluation> {
  const command = [
    'commands/ops.ts',
    'models',
    'evaluate',
    '--model',
    MODEL,
    '--data',
    DATA,
    ...args,
    '--out',
    out,
  ];
  const { status, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return readFile(join(out, 'evaluation.json'), 'utf8').then((text) => JSON.parse(text) as Evaluation);
}

describe.skipIf(!existsSync(DATA) || !has('numpy, PIL, sklearn'))(
  'the card on the films that training did not see (skipped: shared data, Pillow or scikit-learn absent)',
  () => {
    let films: string;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'sightline-evaluation-'));
      films = write('films.csv');
      told = await evaluate(
        join(folder, 'card'),
        '--labels',
        films,
        '--where',
        'part=test',
        '--by',
        'folder',
      );
    }, 600_000);
    afterAll(() => rm(folder, { recursive: true }));

    test('they are the same films and patients, and none is left out but those that the gate refuses', async () => {
      const { films: count, patients } = manifest.measuredOn;
      expect(told).toMatchObject({ films: count, patients });
      const { gate } = JSON.parse(await readFile(`${MODEL}/figures.json`, 'utf8')) as CardFigures;
      const { leftOut } = told.shortfall;
      expect(leftOut).toHaveLength(Math.round(gate.refused * gate.films));
      expect(new Set(leftOut.map(({ code }) => code)).difference(new Set(PIXEL_REASONS))).toEqual(new Set());
    });

    test('areas come out within 0.002, their intervals within 0.02: redraws are chance', () => {
      console.table(
        told.labels.map(({ label, auc }) => ({ label, ours: auc.value, card: cardOf(label).auc.value })),
      );
      for (const { label, auc } of told.labels) {
        const card = cardOf(label).auc;
        expect(Math.abs(auc.value - card.value), label).toBeLessThan(0.002);
        expect(Math.abs(auc.interval.low - card.low), label).toBeLessThan(0.02);
        expect(Math.abs(auc.interval.high - card.high), label).toBeLessThan(0.02);
      }
      expect(Math.abs(told.meanAuc.value - manifest.measuredOn.meanAuc)).toBeLessThan(0.002);
      expect(told.labels.map(({ label }) => label)).toEqual(manifest.labels.map(({ label }) => label));
    });

    test('prevalence, calibration error and both operating points come out within 0.002', () => {
      for (const { label, prevalence, calibration, points } of told.labels) {
        const card = cardOf(label);
        expect(Math.abs(prevalence - card.prevalence), label).toBeLessThan(0.0001);
        expect(Math.abs(calibration.error - card.ece), label).toBeLessThan(0.002);
        const stated = [card.operatingPoint, ...(card.ruleOut ? [card.ruleOut] : [])];
        // One film in thirty is 0.03: a film that lies on the threshold may fall to either side.
        const one = 1.5 / (prevalence * told.films);
        expect(points.map(({ name }) => name)).toEqual(stated.map(({ name }) => name));
        points.forEach(({ sensitivity, specificity }, at) => {
          expect(Math.abs(sensitivity.value - (stated[at]?.sensitivity ?? 0)), label).toBeLessThan(one);
          expect(Math.abs(specificity.value - (stated[at]?.specificity ?? 0)), label).toBeLessThan(0.002);
        });
      }
    });

    test('scikit-learn finds the same area, sensitivity, specificity and precision in the scores', () => {
      const args = ['-c', SCIKIT, films, join(folder, 'card', 'scores.csv'), `${MODEL}/model.json`];
      const { stdout } = spawnSync(PYTHON, args, { encoding: 'utf8' });
      const theirs = JSON.parse(stdout) as Record<string, number[]>;
      for (const { label, auc, points } of told.labels) {
        const [point] = points;
        const ours = [auc, point?.sensitivity, point?.specificity, point?.positivePredictiveValue];
        expect(
          ours.map((each) => each?.value),
          label,
        ).toEqual((theirs[label] ?? []).map((value) => expect.closeTo(value, 5) as number));
      }
    });

    test.skipIf(!existsSync(`${MODEL}/figures.json`))(
      'groups hold the films and the mean areas of the card',
      async () => {
        const { groups } = JSON.parse(await readFile(`${MODEL}/figures.json`, 'utf8')) as CardFigures;
        const names: Readonly<Record<string, string>> = {
          women: 'sex F',
          men: 'sex M',
          'age 18-39': 'age 18-39',
          'age 40-59': 'age 40-59',
          'age 60 and over': 'age 60 and over',
          'PA view': 'view PA',
          'AP view': 'view AP',
          'source at 512 px': 'folder nih-512',
          'source at 128 px': 'folder nih-128',
        };
        for (const { group, films: count, findings, value } of groups) {
          const ours = told.groups.find((each) => `${each.by} ${each.value}` === names[group]);
          expect(ours, group).toMatchObject({ films: count, meanAuc: { labels: findings } });
          expect(Math.abs((ours?.meanAuc.value ?? 0) - value), group).toBeLessThan(0.002);
        }
      },
    );

    test.skipIf(!existsSync(`${MODEL}/figures.json`))(
      'maps point into the boxes as often as localise.py counts, one more or less',
      async () => {
        const { pointing } = JSON.parse(await readFile(`${MODEL}/figures.json`, 'utf8')) as CardFigures;
        // localise.py asks for boxes of children too, whom the product's gate would refuse by their age.
        const ageless = ['--labels', await withoutAge(films), '--where', 'part=none'];
        const boxes = [
          '--boxes',
          write('boxes.csv', '--boxes'),
          '--drawn-on',
          '512x512',
          '--boxes-where',
          'part!=train',
        ];
        const { figures } = (await evaluate(join(folder, 'boxes'), ...ageless, ...boxes)).pointing;
        console.table(
          figures.map(({ label, boxed, hits }) => ({ label, boxed, hits, localise: pointing[label]?.hits })),
        );
        expect(figures.map(({ label }) => label).toSorted()).toEqual(
          [...Object.keys(pointing), 'all'].toSorted(),
        );
        for (const [label, card] of Object.entries(pointing)) {
          const ours = figures.find((each) => each.label === label);
          expect(ours?.boxed, label).toBe(card.boxes);
          expect(Math.abs((ours?.hits ?? 0) - card.hits), label).toBeLessThanOrEqual(1);
          expect(Math.abs((ours?.drawn ?? 0) - card.drawn), label).toBeLessThanOrEqual(1);
          // Theirs is counted on a bilinear grid, ours is the area of the contour that a page draws.
          expect(
            Math.abs((ours?.intersectionOverUnion ?? 0) - card.overlap / card.boxes),
            label,
          ).toBeLessThan(0.02);
        }
      },
    );
  },
);

function cardOf(label: string) {
  const found = manifest.labels.find((each) => each.label === label);
  if (found === undefined) throw new Error(label);
  return found;
}

async function withoutAge(films: string): Promise<string> {
  const path = join(folder, 'ageless.csv');
  await writeFile(path, (await readFile(films, 'utf8')).replace(',age,', ',how_old,'));
  return path;
}
