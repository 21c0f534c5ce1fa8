/** A process of its own, so that a crash of it is a finding and not the end: `run-cases.ts LOG BASES SEED FROM TO`. */
import { appendFileSync } from 'node:fs';
import { loadModel } from '#inference/models/load-model.ts';
import { createDecodePool } from '#lib/pixels/decode-pool.ts';
import { exerciseFilm, type Outcome } from './exercise-film.ts';
import { type BaseSet, loadBases } from './load-bases.ts';
import { makeCase } from './make-case.ts';

/** A line of the log: a case that began, or one that ended. */
export type LogLine =
  | { readonly began: number }
  | (Outcome & {
      readonly index: number;
      readonly base: string;
      readonly mutations: readonly string[];
      readonly bytes: number;
      readonly rssMb: number;
    });

const MODEL = 'inference/models/sightline-cxr';
/** A thread that takes longer by the clock is ended; what counts as hanging is processor time. */
const WATCHDOG_MS = 10_000;

async function main([log = '', set = '', seed = '', from = '', to = '']: readonly string[]): Promise<void> {
  const bases = await loadBases(set as BaseSet);
  const { manifest } = await loadModel(MODEL);
  const pool = createDecodePool({ threads: 1, timeoutMs: WATCHDOG_MS });
  const write = (line: LogLine) => {
    appendFileSync(log, `${JSON.stringify(line)}\n`);
  };
  for (let index = Number(from); index < Number(to); index++) {
    write({ began: index });
    const { base, mutations, bytes } = makeCase(bases, Number(seed), index);
    const outcome = await exerciseFilm(bytes, pool, manifest);
    const rssMb = Math.round(process.memoryUsage.rss() / 1024 / 1024);
    write({ index, base, mutations, bytes: bytes.length, ...outcome, rssMb });
  }
  await pool.close();
}

if (import.meta.main) await main(process.argv.slice(2));
