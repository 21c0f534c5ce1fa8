/** A table of films whose truth is known: `file,patient,LABEL,…`, one row for each film, 1 or 0 for each label. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

export interface LabelledFilm {
  /** Absolute; in the table it may stand as from the table's own folder. */
  readonly path: string;
  /** Both films of a patient stand on the same side, in every run. */
  readonly part: 'learn' | 'measure';
  readonly patient: string;
  /** By label; a label that nobody judged on this film is left out. */
  readonly truth: ReadonlyMap<string, boolean>;
}

export interface FilmTable {
  readonly labels: readonly string[];
  readonly films: readonly LabelledFilm[];
}

/** Plain commas, no quotes. Throws Error that names the first row that can't be read. */
export async function listModelFilms(table: string): Promise<FilmTable> {
  const [head = '', ...rows] = (await readFile(table, 'utf8')).replace(/^\uFEFF/, '').split(/\r?\n/);
  const [file, patient, ...labels] = head.split(',').map((name) => name.trim());
  if (file !== 'file' || patient !== 'patient' || labels.length === 0)
    throw new Error(`${table}: its first row must be file,patient and then labels`);
  const films = rows.flatMap((row, at) =>
    row.trim() === '' ? [] : [readRow(row, labels, `${table}, row ${String(at + 2)}`, dirname(table))],
  );
  return { labels, films };
}

function readRow(row: string, labels: readonly string[], place: string, folder: string): LabelledFilm {
  const [file = '', patient = '', ...values] = row.split(',').map((value) => value.trim());
  if (values.length !== labels.length)
    throw new Error(`${place}: ${String(values.length)} labels, not ${String(labels.length)}`);
  if (file === '' || patient === '') throw new Error(`${place}: without file or patient`);
  const truth = labels.flatMap((label, at): [string, boolean][] => {
    const value = values[at] ?? '';
    if (!/^[01]?$/.test(value)) throw new Error(`${place}: ${label} is neither 1 nor 0 nor empty`);
    return value === '' ? [] : [[label, value === '1']];
  });
  const [byte = 0] = createHash('sha256').update(patient).digest();
  const part = byte % 2 === 0 ? 'learn' : 'measure';
  return { path: resolve(folder, file), part, patient, truth: new Map(truth) };
}
