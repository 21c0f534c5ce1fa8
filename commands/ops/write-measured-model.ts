/** A package with what was measured of it: labels that could not be measured are left out of it, and said so. */
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { PackageManifest } from '#inference/models/manifest.ts';
import type { LabelFigures } from '#inference/models/measure-label.ts';
import { listCardPictures } from '#inference/models/read-card.ts';
import type { ModelPackage } from '#inference/models/read-package.ts';

export interface Measurement {
  readonly figures: ReadonlyMap<string, LabelFigures>;
  readonly on: NonNullable<PackageManifest['measuredOn']>;
}

/** Into a folder that is not there yet. */
export async function writeMeasuredModel(
  given: ModelPackage,
  to: string,
  measurement: Measurement,
): Promise<void> {
  const { manifest, onnxPath, goldenPath, cardPath } = given;
  await mkdir(to);
  await copyFile(onnxPath, join(to, basename(onnxPath)));
  await writeJson(join(to, 'model.json'), measuredManifest(manifest, measurement));
  const golden = JSON.parse(await readFile(goldenPath, 'utf8')) as Record<string, unknown>;
  await writeJson(join(to, basename(goldenPath)), keepPlaces(golden, placesKept(manifest, measurement)));
  const card = await readFile(cardPath, 'utf8');
  await writeFile(join(to, basename(cardPath)), `${card.trimEnd()}\n\n${describe(manifest, measurement)}`);
  for (const name of await listCardPictures(cardPath))
    await copyFile(join(dirname(cardPath), name), join(to, name));
}

function measuredManifest(manifest: PackageManifest, { figures, on }: Measurement): PackageManifest {
  const left = manifest.labels.filter(({ label }) => !figures.has(label)).map(({ label }) => label);
  const labels = manifest.labels.flatMap(({ label, output, role, concept }, index) => {
    const measured = figures.get(label);
    // The place is said, because those before it may be gone.
    const base = { label, output: output ?? index, ...(role && { role }), ...(concept && { concept }) };
    return measured === undefined ? [] : [{ ...base, ...measured }];
  });
  const limits =
    left.length === 0
      ? []
      : [`Scored by the network but not measured, and therefore not reported: ${left.join(', ')}.`];
  const { cardElements, ...rest } = manifest;
  return {
    ...rest,
    ...{ labels, limits: [...manifest.limits, ...limits], measuredOn: on },
    // What was measured elsewhere, at other thresholds, is no figure of the new package.
    ...(cardElements && { cardElements: { ...cardElements, keyMetrics: undefined } }),
  };
}

function placesKept({ labels }: PackageManifest, { figures }: Measurement): number[] {
  return labels.flatMap(({ label }, place) => (figures.has(label) ? [place] : []));
}

/** Golden logits stand in the labels' order; maps of which planes are gone would have to be drawn anew. */
function keepPlaces(film: Record<string, unknown>, places: readonly number[]): Record<string, unknown> {
  const { logits, maps, films, ...rest } = film as {
    logits: number[];
    maps?: unknown;
    films?: Record<string, unknown>[];
  };
  return {
    ...rest,
    logits: places.map((place) => logits[place]),
    ...(maps !== undefined && places.length === logits.length ? { maps } : {}),
    ...(films && { films: films.map((each) => keepPlaces(each, places)) }),
  };
}

function describe({ labels }: PackageManifest, { figures, on }: Measurement): string {
  const rows = labels.map(({ label }) => {
    const { auc, operatingPoint: point, prevalence } = figures.get(label) ?? {};
    if (!auc || !point) return `| ${label} | not measured, not reported | | | |`;
    const area = `${String(auc.value)} (${String(auc.low)} to ${String(auc.high)})`;
    return `| ${label} | ${area} | ${String(point.sensitivity)} | ${String(point.specificity)} | ${String(prevalence)} |`;
  });
  return [
    '## Measured here',
    '',
    `On ${on.description}: ${String(on.films)} films of ${String(on.patients)} patients, others than those from whom calibration and thresholds were learnt.`,
    '',
    '| Finding | AUC (95% interval) | Sensitivity | Specificity | Prevalence |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

async function writeJson(path: string, value: unknown): Promise<void> {
  await writeFile(path, `${JSON.stringify(value, null, 2)}\n`);
}
