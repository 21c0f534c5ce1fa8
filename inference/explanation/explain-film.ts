/** A model's output on one film -> what its maps show there, label by label. */
import type { ModelOutput } from '../contract.ts';
import type { ModelManifest } from '../models/manifest.ts';
import { decisionLogit } from './decision-logit.ts';
import { describeMap, type MapDescription } from './describe-map.ts';
import { type FilmSize, placeMap } from './place-map.ts';

/** Asked for one label of the manifest, by its place in it. */
export type ExplainLabel = (label: number, withRegions: boolean) => MapDescription;

/** Undefined where the model draws no maps. `film` is the one that it was given. */
export function explainFilm(
  { maps, logits }: Pick<ModelOutput, 'maps' | 'logits'>,
  { labels, input }: Pick<ModelManifest, 'labels' | 'input'>,
  film: FilmSize,
): ExplainLabel | undefined {
  if (maps === undefined) return undefined;
  const place = placeMap(film, input);
  return (label, withRegions) => {
    const point = labels[label];
    if (point === undefined) throw new RangeError(`no label ${label}`);
    const margin = (logits[label] ?? NaN) - decisionLogit(point);
    return describeMap(maps, { label, margin, film, place, withRegions });
  };
}
