/** Everything that was given and does not count, with its reason: an evaluation is of what is left. */
import type { PackageManifest } from '#inference/models/manifest.ts';
import type { LeftOut } from './locate-films.ts';
import type { BoxTable } from './read-boxes.ts';
import type { LabelledFilms } from './read-labelled-films.ts';

export interface Shortfall {
  readonly leftOut: readonly LeftOut[];
  readonly filesInNoRow: readonly string[];
  readonly columnsNotRead: readonly string[];
  /** Findings that tables name and the model has no label for, and how often. */
  readonly findingsNotKnown: Readonly<Record<string, number>>;
  readonly labelsWithoutColumn: readonly string[];
  readonly boxesNotReadable: readonly string[];
  readonly boxesNotKnown: Readonly<Record<string, number>>;
}

export interface Given {
  readonly films: LabelledFilms;
  readonly boxes: BoxTable | undefined;
  /** Relative to the folder. */
  readonly filesInNoRow: readonly string[];
}

export function listShortfall(
  { films, boxes, filesInNoRow }: Given,
  { labels }: PackageManifest,
  unscored: readonly LeftOut[],
): Shortfall {
  return {
    leftOut: [...films.leftOut, ...unscored],
    filesInNoRow,
    columnsNotRead: films.unread,
    findingsNotKnown: Object.fromEntries(films.unknown),
    labelsWithoutColumn: labels.map(({ label }) => label).filter((label) => !films.labels.has(label)),
    boxesNotReadable: boxes?.problems ?? [],
    boxesNotKnown: Object.fromEntries(boxes?.unknown ?? []),
  };
}
