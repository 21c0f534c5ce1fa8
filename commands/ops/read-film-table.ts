/** A table of films whose truth is known: which columns it has, and what each row says (docs/evaluate.md). */
import { basename } from 'node:path';
import { type Columns, findColumns, type TableQuestion, unreadOf } from './find-columns.ts';
import { parseCsv, readTable } from './parse-csv.ts';
import { readTruth } from './read-film-truth.ts';

export interface FilmRow {
  /** As it is written. */
  readonly file: string;
  readonly table: string;
  /** "films.csv, row 12". */
  readonly place: string;
  readonly patient: string;
  /** By label of the model; one that nobody judged on this film is left out. */
  readonly truth: ReadonlyMap<string, boolean>;
  readonly sex?: string;
  readonly ageYears?: number;
  /** Upper case. */
  readonly view?: string;
  /** All of the row, by the columns' names as they are written. */
  readonly cells: ReadonlyMap<string, string>;
}

export interface RowProblem {
  readonly file: string;
  readonly table: string;
  readonly place: string;
  readonly problem: string;
}

export interface FilmTable {
  readonly films: readonly FilmRow[];
  readonly problems: readonly RowProblem[];
  /** Labels of the model that the table has a column for, or may name in its column of findings. */
  readonly labels: readonly string[];
  /** Columns that mean nothing here. */
  readonly unread: readonly string[];
  /** Findings that rows name and the model has no label for, and how often. */
  readonly unknown: ReadonlyMap<string, number>;
}

/** @throws Error that names the table and what is wrong with it as a whole. */
export async function readFilmTable(path: string, question: TableQuestion): Promise<FilmTable> {
  const { head, rows } = parseCsv(await readTable(path));
  const name = basename(path);
  const columns = findColumns(head, question, name);
  const unknown = new Map<string, number>();
  const [films, problems]: [FilmRow[], RowProblem[]] = [[], []];
  for (const { row, cells } of rows) {
    const place = `${name}, row ${String(row)}`;
    const read = readRow(cells, columns, question, unknown);
    if (typeof read === 'string')
      problems.push({ file: cells[columns.file] ?? '', table: path, place, problem: read });
    else films.push({ ...read, table: path, place });
  }
  const labels = columns.findings < 0 ? [...columns.labels.keys()] : question.labels;
  return { films, problems, labels, unread: unreadOf(columns), unknown };
}

function readRow(
  cells: readonly string[],
  columns: Columns,
  question: TableQuestion,
  unknown: Map<string, number>,
): Omit<FilmRow, 'table' | 'place'> | string {
  const { head } = columns;
  if (cells.length !== head.length)
    return `${String(cells.length)} cells, and the table has ${String(head.length)} columns`;
  const at = (place: number) => cells[place] ?? '';
  const [file, patient] = [at(columns.file), at(columns.patient)];
  if (file === '') return 'without file';
  if (patient === '') return 'without patient';
  const ageYears = readAge(at(columns.age));
  if (Number.isNaN(ageYears)) return `the age ${at(columns.age)} is no number of years`;
  const truth = readTruth(cells, columns, question, unknown);
  if (typeof truth === 'string') return truth;
  const [sex, view] = [readSex(at(columns.sex)), at(columns.view).toUpperCase()];
  return {
    file,
    patient,
    truth,
    ...(sex !== '' && { sex }),
    ...(ageYears !== undefined && { ageYears }),
    ...(view !== '' && { view }),
    cells: new Map(head.map((column, place) => [column, at(place)])),
  };
}

/** 57, 57.0, 057Y; undefined where nothing is written, NaN where it is no age. */
function readAge(written: string): number | undefined {
  if (written === '') return undefined;
  const [, years] = /^(\d{1,3}(?:\.\d+)?)Y?$/i.exec(written) ?? [];
  return years === undefined || Number(years) > 130 ? Number.NaN : Number(years);
}

function readSex(written: string): string {
  const upper = written.toUpperCase();
  return ({ FEMALE: 'F', WOMAN: 'F', MALE: 'M', MAN: 'M' } as Record<string, string>)[upper] ?? upper;
}
