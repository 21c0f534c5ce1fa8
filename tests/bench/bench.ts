import { execFileSync } from 'node:child_process';
import { statSync, writeFileSync } from 'node:fs';
import { measureDecode } from './decode.ts';
import { measureFilmToOutput } from './film-to-output.ts';
import { measureLaunchToAccepted } from './launch-to-accepted.ts';
import { measureManyFilms } from './many-films.ts';
import { measureOru } from './oru.ts';
import { absoluteRow, type Row } from './row.ts';
import { measureWriteDocuments } from './write-documents.ts';

type Measurement = (say: (line: string) => void) => Promise<Row[]>;

const MEASUREMENTS: Readonly<Record<string, Measurement>> = {
  launch: measureLaunchToAccepted,
  decode: measureDecode,
  film: measureFilmToOutput,
  many: measureManyFilms,
  oru: measureOru,
  write: measureWriteDocuments,
  checkout: () => Promise.resolve([absoluteRow('checkout size', checkoutMegabytes(), 'MB', 30)]),
};

/** `npm run bench [-- NAME…]`: the figures that an issue sets a goal for, measured in this run on this machine. */
async function main(names: readonly string[]): Promise<number> {
  const unknown = names.filter((name) => !(name in MEASUREMENTS));
  if (unknown.length > 0) {
    console.error(`unknown: ${unknown.join(', ')}; there are ${Object.keys(MEASUREMENTS).join(', ')}`);
    return 2;
  }
  const rows: Row[] = [];
  for (const [name, measure] of Object.entries(MEASUREMENTS)) {
    if (names.length === 0 || names.includes(name)) rows.push(...(await measure(say)));
  }
  writeFileSync('tests/bench/results.json', `${JSON.stringify(rows, null, 2)}\n`);
  console.table(rows);
  return 0;
}

function say(line: string): void {
  process.stderr.write(`bench: ${line}\n`);
}

function checkoutMegabytes(): number {
  const files = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' }).split('\0').filter(Boolean);
  return files.reduce((sum, file) => sum + statSync(file).size, 0) / 1e6;
}

process.exit(await main(process.argv.slice(2)));
