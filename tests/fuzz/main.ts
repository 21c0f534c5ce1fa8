/**
 * The long run: `npm run fuzz -- [--bases corpus|synthetic] [--seed N] [--from N] [--count N] [--log FILE]`; or one case
 * written to a file, gzipped if it is called so: `… --write FILE[.gz] --from INDEX`.
 */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { fuzzFilms } from './fuzz-films.ts';
import { type BaseSet, loadBases } from './load-bases.ts';
import { makeCase } from './make-case.ts';
import { report } from './report.ts';

const { values } = parseArgs({
  options: {
    bases: { type: 'string', default: 'corpus' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    count: { type: 'string', default: '20000' },
    log: { type: 'string' },
    write: { type: 'string' },
  },
});
const bases = values.bases as BaseSet;
const [seed, from] = [Number(values.seed), Number(values.from)];
const sound = await loadBases(bases);
if (sound.length === 0) {
  process.stderr.write('The corpus is not there: --bases synthetic needs none.\n');
  process.exit(1);
}

if (values.write !== undefined) {
  const { base, mutations, bytes } = makeCase(sound, seed, from);
  writeFileSync(values.write, values.write.endsWith('.gz') ? gzipSync(bytes, { level: 9 }) : bytes);
  process.stdout.write(`${base}: ${mutations.join(', ')}; ${bytes.length} bytes\n`);
} else {
  const log = values.log ?? join(mkdtempSync(join(tmpdir(), 'sightline-fuzz-')), 'cases.jsonl');
  process.stdout.write(`Cases are logged to ${log}\n`);
  const result = await fuzzFilms({ bases, seed, from, to: from + Number(values.count), log });
  process.stdout.write(`${report(result)}\n`);
  process.exitCode = result.findings.length === 0 ? 0 : 1;
}
