/** The files of a folder, found by what a table calls them. */
import { readdirSync, statSync } from 'node:fs';
import { basename, extname, join, relative, resolve } from 'node:path';
import type { FilmRow } from './read-film-table.ts';

export type NamedFile = Pick<FilmRow, 'file' | 'table'>;

export interface FolderSearch {
  readonly folder: string;
  /** Absolute paths of what a row may mean: none, one, or several where that can't be told. */
  readonly find: (row: NamedFile) => readonly string[];
  /** Files that are none of these, tables and texts apart; relative to the folder, in order. */
  readonly listOthers: (known: ReadonlySet<string>) => string[];
}

/**
 * A file is looked for in the folder, then below it in the folder that is called like the table (nih-512.csv: nih-512/),
 * then by its bare name anywhere below. The folder is listed when that is first needed.
 */
export function searchFolder(folder: string): FolderSearch {
  let listed: string[] | undefined;
  let byName: Map<string, string[]> | undefined;
  const list = () => (listed ??= listFiles(folder));
  return {
    folder,
    find: ({ file, table }) => {
      if (file === '') return [];
      const below = join(folder, basename(table, extname(table)), file);
      const direct = [resolve(folder, file), below].find(isFile);
      if (direct !== undefined) return [direct];
      byName ??= Map.groupBy(list(), (path) => basename(path));
      return byName.get(file) ?? [];
    },
    listOthers: (known) =>
      list()
        .filter((path) => !known.has(path) && !/\.(csv|md|txt|json)$/i.test(path))
        .map((path) => relative(folder, path))
        .sort(),
  };
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name));
}
