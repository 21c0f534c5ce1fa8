/** Tables and their folder -> the films to be scored, and all that does not come with them. */
import { plainName, type TableQuestion } from './find-columns.ts';
import { dropRepeated, type LeftOut, type LocatedFilm, locateFilms } from './locate-films.ts';
import { type FilmRow, readFilmTable } from './read-film-table.ts';
import type { FolderSearch } from './search-folder.ts';
import { type Condition, requireColumn, selectRows } from './select-rows.ts';

export interface LabelledFilms {
  /** In the order of the tables. */
  readonly films: readonly LocatedFilm[];
  /** Rows that the figures are asked of. */
  readonly counted: ReadonlySet<FilmRow>;
  /** Rows whose boxes are asked of. */
  readonly pointed: ReadonlySet<FilmRow>;
  readonly leftOut: readonly LeftOut[];
  /** Rows of all tables, whether asked for or not. */
  readonly rows: number;
  /** Absolute, of all rows, whether asked for or not. */
  readonly paths: ReadonlySet<string>;
  /** Labels of the model that some table speaks of. */
  readonly labels: ReadonlySet<string>;
  /** Columns that mean nothing here. */
  readonly unread: readonly string[];
  /** Findings that rows name and the model has no label for, and how often. */
  readonly unknown: ReadonlyMap<string, number>;
}

export interface FilmsAsked {
  readonly folder: FolderSearch;
  readonly tables: readonly string[];
  readonly where: readonly Condition[];
  /** Columns by which the films are to be parted. */
  readonly by?: readonly string[];
  /** Films that are scored for their boxes, whether the figures are asked of them or not. */
  readonly boxed?: { readonly files: ReadonlySet<string>; readonly where: readonly Condition[] };
}

/** @throws Error that names the table and what is wrong with it. */
export async function readLabelledFilms(asked: FilmsAsked, question: TableQuestion): Promise<LabelledFilms> {
  const { folder, tables, where, boxed, by = [] } = asked;
  const read = await Promise.all(tables.map((table) => readFilmTable(table, question)));
  const problems = read
    .flatMap((table) => table.problems)
    .map(({ problem, file, place }) => ({ file, place, code: 'row-not-readable', said: problem }));
  const once = dropRepeated(read.flatMap(({ films }) => films));
  for (const column of by) requireColumn(once.rows, plainName(column), `--by ${column}`);
  const counted = new Set(selectRows(once.rows, where));
  const pointed = new Set(
    boxed === undefined ? [] : selectRows(once.rows, boxed.where).filter(({ file }) => boxed.files.has(file)),
  );
  const located = locateFilms(
    once.rows.filter((row) => counted.has(row) || pointed.has(row)),
    folder,
  );
  return {
    films: located.films,
    counted,
    pointed,
    leftOut: [...problems, ...once.leftOut, ...located.leftOut],
    rows: read.reduce((sum, { films }) => sum + films.length, problems.length),
    paths: new Set(
      read.flatMap((table) => [...table.films, ...table.problems]).flatMap((row) => folder.find(row)),
    ),
    labels: new Set(read.flatMap((table) => table.labels)),
    unread: leftUnread(
      read.flatMap((table) => table.unread),
      asked,
    ),
    unknown: addUp(read.map((table) => table.unknown)),
  };
}

function leftUnread(unread: readonly string[], { where, by = [], boxed }: FilmsAsked): string[] {
  const used = new Set(
    [...where, ...(boxed?.where ?? [])].map(({ column }) => column).concat(by.map(plainName)),
  );
  return [...new Set(unread)].filter((name) => !used.has(plainName(name)));
}

function addUp(counts: readonly ReadonlyMap<string, number>[]): Map<string, number> {
  const total = new Map<string, number>();
  for (const [name, count] of counts.flatMap((each) => [...each]))
    total.set(name, (total.get(name) ?? 0) + count);
  return total;
}
