/** `--where part=test`, `--where "device!=A,B"`: which rows of the tables are asked for. */
import { plainName } from './find-columns.ts';
import type { FilmRow } from './read-film-table.ts';

export interface Condition {
  /** As it was given. */
  readonly written: string;
  readonly column: string;
  readonly values: readonly string[];
  readonly isNot: boolean;
}

/** @throws Error with the form that is wanted. */
export function parseCondition(written: string): Condition {
  const [, column = '', not, values = ''] = /^([^=!]+)(!?)=(.*)$/.exec(written) ?? [];
  if (column === '') throw new Error(`${written}: write COLUMN=VALUE, COLUMN=VALUE,VALUE or COLUMN!=VALUE`);
  const wanted = values.split(',').map((value) => value.trim());
  return { written, column: plainName(column), values: wanted, isNot: not === '!' };
}

/** Rows that meet every condition. A row of a table without the column has an empty value in it. @throws Error as requireColumn. */
export function selectRows(rows: readonly FilmRow[], conditions: readonly Condition[]): FilmRow[] {
  for (const { written, column } of conditions) requireColumn(rows, column, written);
  return rows.filter((row) =>
    conditions.every(({ column, values, isNot }) => values.includes(valueOf(row, column) ?? '') !== isNot),
  );
}

/** @throws Error where rows there are and none has the column: a mistake in writing, and not an empty answer. */
export function requireColumn(rows: readonly FilmRow[], column: string, written: string): void {
  if (rows.length > 0 && !rows.some((row) => valueOf(row, column) !== undefined))
    throw new Error(`${written}: no table has such a column`);
}

export function valueOf({ cells }: FilmRow, column: string): string | undefined {
  for (const [name, value] of cells) if (plainName(name) === column) return value;
  return undefined;
}
