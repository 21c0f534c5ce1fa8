/** A table as spreadsheets write it: RFC 4180, with commas, or with semicolons as some countries' spreadsheets have them. */
import { readFile } from 'node:fs/promises';

export interface CsvTable {
  readonly head: readonly string[];
  /** `row` counts lines of the sheet from 1, the head being the first; empty rows are left out. */
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[];
}

/** A table's text. @throws Error that names it. */
export async function readTable(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException;
    throw new Error(
      code === 'ENOENT' ? `${path}: there is no such table` : `${path}: can’t be read (${code})`,
      { cause },
    );
  }
}

/** Cells without the space around them. */
export function parseCsv(text: string): CsvTable {
  const plain = `${text.replace(/^\uFEFF/, '')}\n`;
  const [line = ''] = plain.split(/\r?\n/, 1);
  const [head, ...rows] = readRecords(plain, line.includes(',') || !line.includes(';') ? ',' : ';');
  const filled = rows
    .map((cells, at) => ({ row: at + 2, cells }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  return { head: head ?? [], rows: filled };
}

function readRecords(text: string, separator: string): string[][] {
  // A cell in quotes, in which a quote is written twice, or one without; then what ends it.
  const cell = new RegExp(`("(?:[^"]|"")*"|[^"${separator}\\r\\n]*)[ \\t]*(${separator}|\\r?\\n|\\r|$)`, 'y');
  const records: string[][] = [[]];
  while (cell.lastIndex < text.length) {
    const start = cell.lastIndex;
    const found = cell.exec(text) ?? readLoose(text, start, cell);
    const [, written = '', end = ''] = found;
    records
      .at(-1)
      ?.push(written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"').trim() : written.trim());
    if (/[\r\n]/.test(end)) records.push([]);
  }
  return records;
}

/** A stray quote: the line is taken as one cell, so that its row is named for having too few. */
function readLoose(text: string, start: number, cell: RegExp): readonly string[] {
  const newline = text.indexOf('\n', start);
  const end = newline < 0 ? text.length : newline + 1;
  cell.lastIndex = end;
  return ['', text.slice(start, end).replaceAll('"', ''), newline < 0 ? '' : '\n'];
}
