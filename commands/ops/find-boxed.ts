/** What a model's maps show on a film on which a person drew boxes. */
import type { BoxedFinding } from '#inference/evaluation/point-at-boxes.ts';
import { highestPoint } from '#inference/evaluation/highest-point.ts';
import { explainFilm } from '#inference/explanation/explain-film.ts';
import { placeMap } from '#inference/explanation/place-map.ts';
import type { PackageManifest, ModelManifest } from '#inference/models/manifest.ts';
import { type DrawnBox, placeBox } from './read-boxes.ts';
import type { ScoredFile } from './score-model-films.ts';

/** One for each finding that has boxes on the film; none where the model draws no maps. */
export function findBoxed(
  { film, output, size }: ScoredFile,
  boxes: readonly DrawnBox[],
  manifest: PackageManifest,
): BoxedFinding[] {
  const { maps } = output;
  if (maps === undefined) return [];
  const explain = explainFilm(output, manifest as ModelManifest, size);
  return [...Map.groupBy(boxes, ({ label }) => label)].map(([label, drawn]) => {
    const at = manifest.labels.findIndex((each) => each.label === label);
    const hasThreshold = manifest.labels[at]?.operatingPoint !== undefined;
    return {
      label,
      patient: film.row.patient,
      film: size,
      boxes: drawn.map((box) => placeBox(box, size)),
      highest: highestPoint(maps, at, placeMap(size, manifest.input)),
      regions: hasThreshold ? explain?.(at, true).regions : undefined,
    };
  });
}
