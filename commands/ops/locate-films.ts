/** Rows of tables -> files of a folder; what stands twice, nowhere or in several places is told and not passed over. */
import { relative } from 'node:path';
import type { FilmRow } from './read-film-table.ts';
import type { FolderSearch } from './search-folder.ts';

export interface LeftOut {
  readonly file: string;
  /** Where in the tables. */
  readonly place: string;
  /** Stable, one for each kind of reason. */
  readonly code: string;
  /** For a person. */
  readonly said: string;
}

export interface LocatedFilm {
  readonly row: FilmRow;
  /** Absolute. */
  readonly path: string;
}

export interface LocatedFilms {
  readonly films: readonly LocatedFilm[];
  readonly leftOut: readonly LeftOut[];
}

/** The first row of each file; what comes after it is told. */
export function dropRepeated(rows: readonly FilmRow[]): { rows: FilmRow[]; leftOut: LeftOut[] } {
  const first = new Map<string, FilmRow>();
  const leftOut: LeftOut[] = [];
  for (const row of rows) {
    const { file, place } = row;
    const earlier = first.get(file);
    if (earlier === undefined) first.set(file, row);
    else {
      const said = `stands in ${earlier.place} already${agrees(earlier, row) ? '' : ', with other labels'}`;
      leftOut.push({ file, place, code: 'row-repeated', said });
    }
  }
  return { rows: [...first.values()], leftOut };
}

export function locateFilms(rows: readonly FilmRow[], { find, folder }: FolderSearch): LocatedFilms {
  const [films, leftOut]: [LocatedFilm[], LeftOut[]] = [[], []];
  for (const row of rows) {
    const { file, place } = row;
    const [path, ...more] = find(row);
    if (path === undefined)
      leftOut.push({ file, place, code: 'file-missing', said: `there is no such file in ${folder}` });
    else if (more.length > 0) {
      const places = [path, ...more].map((each) => relative(folder, each)).join(', ');
      leftOut.push({ file, place, code: 'file-ambiguous', said: `several files are called so: ${places}` });
    } else films.push({ row, path });
  }
  return { films, leftOut };
}

function agrees(a: FilmRow, b: FilmRow): boolean {
  return (
    a.truth.size === b.truth.size && [...a.truth].every(([label, present]) => b.truth.get(label) === present)
  );
}
