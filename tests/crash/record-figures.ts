import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';

/** What a run measured, as JSON. */
export type Figures = Readonly<Record<string, unknown>>;

const FILE = join(import.meta.dirname, 'results.json');

/** In place of what an earlier run of the same name measured. */
export function recordFigures(name: string, figures: Figures): void {
  const known = existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, Figures>) : {};
  const date = new Date().toISOString().slice(0, 10);
  known[name] = { date, cores: cpus().length, ...figures };
  writeFileSync(FILE, `${JSON.stringify(known, undefined, 2)}\n`);
}
