/** Films -> scores -> figures: of all films, of each group, and of the maps where a person drew boxes. */
import type { ModelOutput } from '#inference/contract.ts';
import { evaluateFilms, type Evaluation } from '#inference/evaluation/evaluate-films.ts';
import type { EvaluatedFilm, EvaluatedLabel } from '#inference/evaluation/evaluate-label.ts';
import { type FilmFactsOfGroup, groupFilms } from '#inference/evaluation/group-films.ts';
import {
  type BoxedFinding,
  pointAtBoxes,
  type PointingFigures,
} from '#inference/evaluation/point-at-boxes.ts';
import type { ModelManifest, PackageManifest } from '#inference/models/manifest.ts';
import type { ModelPackage } from '#inference/models/read-package.ts';
import { plainName } from './find-columns.ts';
import { findBoxed } from './find-boxed.ts';
import type { LeftOut } from './locate-films.ts';
import type { BoxTable } from './read-boxes.ts';
import type { KnownOfFilm } from './read-film.ts';
import type { FilmRow } from './read-film-table.ts';
import type { LabelledFilms } from './read-labelled-films.ts';
import { scoreModelFilms } from './score-model-films.ts';
import { valueOf } from './select-rows.ts';

export interface CountedFilm {
  readonly row: FilmRow;
  readonly logits: Float32Array;
  readonly known: KnownOfFilm;
}

export interface GroupEvaluation extends Evaluation {
  readonly by: string;
  readonly value: string;
}

export interface GatheredEvaluation {
  readonly films: readonly CountedFilm[];
  /** Those that could not be scored, beside those that the tables themselves lost. */
  readonly leftOut: readonly LeftOut[];
  readonly whole: Evaluation;
  readonly groups: readonly GroupEvaluation[];
  /** Undefined where no boxes were given; without entries where none lies on a film that was scored. */
  readonly pointing:
    { readonly figures: readonly PointingFigures[]; readonly boxesElsewhere: number } | undefined;
  /** What really ran; undefined where no film did. */
  readonly execution: ModelOutput['execution'] | undefined;
}

export interface Extras {
  /** Columns by which the films are to be parted, beside sex, age and view. */
  readonly by: readonly string[];
  readonly boxes: BoxTable | undefined;
}

const EVERY = 100;

/** `say` hears how far it is. @throws InferenceError model-not-openable, model-output-broken. */
export async function gatherEvaluation(
  model: ModelPackage,
  given: LabelledFilms,
  { by, boxes }: Extras,
  say: (line: string) => void,
): Promise<GatheredEvaluation> {
  const [films, leftOut, boxed]: [CountedFilm[], LeftOut[], BoxedFinding[]] = [[], [], []];
  // Maps are explained by a label's threshold where it has one, and by their highest point alone where not.
  const manifest = model.manifest as ModelManifest;
  const byFile = Map.groupBy(boxes?.boxes ?? [], ({ file }) => file);
  let [done, execution]: [number, ModelOutput['execution'] | undefined] = [0, undefined];
  for await (const scored of scoreModelFilms(model, given.films)) {
    if (++done % EVERY === 0) say(`${String(done)} of ${String(given.films.length)} films`);
    if ('code' in scored) {
      leftOut.push(scored);
      continue;
    }
    const { film, output, header } = scored;
    execution ??= output.execution;
    if (given.pointed.has(film.row))
      boxed.push(...findBoxed(scored, byFile.get(film.row.file) ?? [], manifest));
    if (given.counted.has(film.row))
      films.push({ row: film.row, logits: output.logits, known: knownOf(film.row, header) });
  }
  const used = boxed.reduce((sum, finding) => sum + finding.boxes.length, 0);
  return {
    ...evaluateAll(films, askLabels(model.manifest, given.labels), by),
    films,
    leftOut,
    pointing: boxes && { figures: pointAtBoxes(boxed, 'all'), boxesElsewhere: boxes.boxes.length - used },
    execution,
  };
}

type AskedLabel = EvaluatedLabel & { readonly at: number };

/** Those that a table speaks of, with their places among the model's. */
function askLabels({ labels }: PackageManifest, spoken: ReadonlySet<string>): AskedLabel[] {
  return labels.flatMap(({ label, role, calibration, operatingPoint, ruleOut }, at) => {
    const points = [operatingPoint, ruleOut].filter((point) => point !== undefined);
    return spoken.has(label) ? [{ at, label, calibration, points, isTriage: role === 'triage' }] : [];
  });
}

function evaluateAll(counted: readonly CountedFilm[], labels: readonly AskedLabel[], by: readonly string[]) {
  const films = counted.map(({ row, logits }): EvaluatedFilm => ({
    patient: row.patient,
    logits: labels.map(({ at }) => logits[at] ?? Number.NaN),
    truth: labels.map(({ label }) => row.truth.get(label)),
  }));
  const groups = groupFilms(counted.map((film) => factsOf(film, by)));
  return {
    whole: evaluateFilms(films, labels),
    groups: groups.map(({ by, value, films: places }): GroupEvaluation => ({
      by,
      value,
      ...evaluateFilms(
        places.flatMap((at) => films[at] ?? []),
        labels,
      ),
    })),
  };
}

function factsOf({ row, known }: CountedFilm, by: readonly string[]): FilmFactsOfGroup {
  const others = by.map((column) => [column, valueOf(row, plainName(column)) ?? ''] as const);
  return { ...known, others: new Map(others) };
}

/** The table's word goes before the header's. */
function knownOf(row: FilmRow, header: KnownOfFilm): KnownOfFilm {
  return {
    sex: row.sex ?? header.sex,
    ageYears: row.ageYears ?? header.ageYears,
    view: row.view ?? header.view,
  };
}
