/** An evaluation as files: evaluation.json with every figure, scores.csv with what the model said of each film. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { calibratedProbability } from '#inference/evaluation/calibrated-probability.ts';
import { fallShort } from '#inference/evaluation/fall-short.ts';
import type { PackageManifest } from '#inference/models/manifest.ts';
import type { CountedFilm, GatheredEvaluation } from './gather-evaluation.ts';
import type { Shortfall } from './list-shortfall.ts';

export interface Evaluated {
  readonly manifest: PackageManifest;
  /** Of all tables, whether asked for or not. */
  readonly rows: number;
  readonly shortfall: Shortfall;
  /** The command's own words, so that it can be run again. */
  readonly asked: readonly string[];
}

/** Into a folder that is not there yet. File names stand in both, patients in neither. */
export async function writeEvaluation(
  to: string,
  found: GatheredEvaluation,
  about: Evaluated,
): Promise<void> {
  await mkdir(to);
  await writeFile(join(to, 'evaluation.json'), `${JSON.stringify(describe(found, about), shorten, 2)}\n`);
  await writeFile(join(to, 'scores.csv'), scoresOf(found.films, about.manifest));
}

function describe({ whole, groups, pointing, execution }: GatheredEvaluation, about: Evaluated) {
  const { manifest, rows, shortfall, asked } = about;
  const { id, version, sha256, regulatoryStatus, measuredOn } = manifest;
  const { provider, precision, device } = execution ?? {};
  return {
    format: 'sightline-evaluation/1',
    model: { id, version, sha256, regulatoryStatus },
    ran: { command: ['models', 'evaluate', ...asked], provider, precision, device },
    rows,
    shortfall,
    ...whole,
    worseThanCard: fallShort(whole.labels, manifest),
    groups,
    pointing,
    card: { measuredOn, labels: manifest.labels.map(statedOf) },
  };
}

function statedOf({
  label,
  calibration,
  operatingPoint,
  ruleOut,
  auc,
  prevalence,
  ece,
}: PackageManifest['labels'][number]) {
  return { label, calibration, operatingPoint, ruleOut, auc, prevalence, ece };
}

/** Seven digits are more than any of these figures is good for. */
function shorten(_: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(7)) : value;
}

/** A probability where the label is calibrated, else its logit. */
function scoresOf(films: readonly CountedFilm[], { labels }: PackageManifest): string {
  const head = ['file', ...labels.map(({ label }) => label)];
  const rows = films.map(({ row, logits }) => [
    `"${row.file.replaceAll('"', '""')}"`,
    ...labels.map(({ calibration }, at) => {
      const logit = logits[at] ?? Number.NaN;
      return (calibration ? calibratedProbability(logit, calibration) : logit).toPrecision(9);
    }),
  ]);
  return `${[head, ...rows].map((row) => row.join(',')).join('\n')}\n`;
}
