/** Parts of the films by what is known of the patient and the film: a model may be worse where nobody looked. */

export interface FilmFactsOfGroup {
  readonly sex?: string | undefined;
  readonly ageYears?: number | undefined;
  readonly view?: string | undefined;
  /** Other columns by which the films are to be parted. */
  readonly others?: ReadonlyMap<string, string>;
}

export interface FilmGroup {
  /** `sex`, `age`, `view`, or a column's own name. */
  readonly by: string;
  readonly value: string;
  /** Places of its films, from 0. */
  readonly films: readonly number[];
}

const BANDS = [
  { from: 0, name: 'under 18' },
  { from: 18, name: '18-39' },
  { from: 40, name: '40-59' },
  { from: 60, name: '60 and over' },
] as const;
/** A column with more values than these is an identifier or a measurement, and parts nothing. */
export const MOST_VALUES = 20;

/** By sex, age band, view, then the other columns; films of which the fact is unknown stand in no group of it. */
export function groupFilms(films: readonly FilmFactsOfGroup[]): FilmGroup[] {
  const columns = new Set(films.flatMap(({ others }) => [...(others?.keys() ?? [])]));
  return [
    ...groupBy(films, 'sex', ({ sex }) => sex),
    ...groupBy(
      films,
      'age',
      ({ ageYears }) => (ageYears === undefined ? undefined : bandOf(ageYears)),
      BANDS,
    ),
    ...groupBy(films, 'view', ({ view }) => view),
    ...[...columns].flatMap((column) => groupBy(films, column, ({ others }) => others?.get(column))),
  ];
}

function groupBy(
  films: readonly FilmFactsOfGroup[],
  by: string,
  valueOf: (film: FilmFactsOfGroup) => string | undefined,
  order: readonly { readonly name: string }[] = [],
): FilmGroup[] {
  const places = Map.groupBy(films.keys(), (at) => valueOf(films[at] ?? {}) ?? '');
  places.delete('');
  if (places.size > MOST_VALUES) return [];
  const rank = (value: string) => order.findIndex(({ name }) => name === value);
  return [...places]
    .map(([value, found]) => ({ by, value, films: found }))
    .sort((a, b) => rank(a.value) - rank(b.value) || (a.value < b.value ? -1 : 1));
}

function bandOf(ageYears: number): string {
  return BANDS.findLast(({ from }) => ageYears >= from)?.name ?? BANDS[0].name;
}
