/** A table of boxes that a person drew: file, finding, x, y, w, h (docs/evaluate.md). */
import { basename } from 'node:path';
import type { FilmSize, Place } from '#inference/explanation/place-map.ts';
import { labelNamed, plainName, type TableQuestion } from './find-columns.ts';
import { parseCsv, readTable } from './parse-csv.ts';

export interface DrawnBox {
  readonly file: string;
  readonly label: string;
  /** On a picture of size `drawnOn`; in pixels of the film itself where nothing is said. */
  readonly place: Place;
  readonly drawnOn?: FilmSize | undefined;
}

export interface BoxTable {
  readonly boxes: readonly DrawnBox[];
  readonly problems: readonly string[];
  /** Findings that the model has no label for, and how many boxes. */
  readonly unknown: ReadonlyMap<string, number>;
}

const SIDES = ['x', 'y', 'w', 'h'] as const;

/** @throws Error that says what the table lacks. */
export async function readBoxes(
  path: string,
  question: TableQuestion,
  drawnOn?: FilmSize,
): Promise<BoxTable> {
  const { head, rows } = parseCsv(await readTable(path));
  const plain = head.map(plainName);
  const missing = ['file', 'finding', ...SIDES].filter((name) => !plain.includes(name));
  if (missing.length > 0)
    throw new Error(`${basename(path)}: has no column ${missing.join(', ')}; boxes are file,finding,x,y,w,h`);
  const boxes: DrawnBox[] = [];
  const problems: string[] = [];
  const unknown = new Map<string, number>();
  for (const { row, cells } of rows) {
    const cell = (name: string) => cells[plain.indexOf(name)] ?? '';
    const label = labelNamed(cell('finding'), question);
    const [x = 0, y = 0, w = 0, h = 0] = SIDES.map((side) =>
      cell(side) === '' ? Number.NaN : Number(cell(side)),
    );
    const place = { left: x, top: y, width: w, height: h };
    if (![x, y, w, h].every(Number.isFinite) || w <= 0 || h <= 0 || cell('file') === '')
      problems.push(
        `${basename(path)}, row ${String(row)}: is no box (x, y, w, h in pixels, w and h above 0)`,
      );
    else if (label === undefined) unknown.set(cell('finding'), (unknown.get(cell('finding')) ?? 0) + 1);
    else boxes.push({ file: cell('file'), label, place, drawnOn });
  }
  return { boxes, problems, unknown };
}

/** In pixels of the film. */
export function placeBox({ place, drawnOn }: DrawnBox, film: FilmSize): Place {
  if (drawnOn === undefined) return place;
  const [across, down] = [film.columns / drawnOn.columns, film.rows / drawnOn.rows];
  return {
    left: place.left * across,
    top: place.top * down,
    width: place.width * across,
    height: place.height * down,
  };
}

/** "512x512": width, then height. @throws Error with the form that is wanted. */
export function parseSize(written: string): FilmSize {
  const [, columns, rows] = /^([1-9]\d{0,4})x([1-9]\d{0,4})$/.exec(written) ?? [];
  if (columns === undefined || rows === undefined)
    throw new Error(`${written}: write WIDTHxHEIGHT, as 512x512`);
  return { rows: Number(rows), columns: Number(columns) };
}
