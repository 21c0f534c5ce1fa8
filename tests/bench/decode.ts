/** Decoding, per transfer syntax: the product beside pydicom with whichever of its plugins is the fastest here. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDecodePool, type DecodePool } from '#lib/pixels/decode-pool.ts';
import { pythonPeer } from '../peers/python-peer.ts';
import { type AskedProcess, openProcess } from './ask-process.ts';
import { type EncodedFilm, encodeFilms } from './encode-films.ts';
import { median, ratioRow, type Row } from './row.ts';

const SIDE = 2000;
/** Ours and each plugin in turn, so often. */
const ROUNDS = 5;
/** Films in a row, as a study brings them. */
const IN_A_ROW = 3;
/** Until the engine has compiled what a process that runs for days has compiled long ago. */
const WARM_UP = 12;
/** Films that a pool is given at once. */
const BATCH = 8;
const ALL_ROUNDS = 5;
const CORES = availableParallelism();
/** As in tests/peers/pixels.test.ts. */
const LOSSY_TOLERANCE = 1;
const POOLS = ['processes', 'threads'];

type Say = (line: string) => void;

interface Contest {
  /** On one core, and nothing else on it but the other when its turn comes. */
  readonly ours: AskedProcess;
  readonly theirs: AskedProcess;
  /** On all cores. */
  readonly ourPool: DecodePool;
  readonly theirPools: AskedProcess;
}

export async function measureDecode(say: Say): Promise<Row[]> {
  const python = pythonPeer(say);
  if (python === undefined) {
    say('skipped: decode (the Python peer is absent)');
    return [];
  }
  const folder = mkdtempSync(join(tmpdir(), 'sightline-bench-'));
  const films = await encodeFilms(folder, SIDE, say);
  const contest = open(python);
  try {
    const only = process.env['BENCH_DECODE'] ?? '';
    const rows: Row[] = [];
    for (const film of films.filter(({ name }) => new RegExp(only).test(name)))
      rows.push(...(await measure(contest, film, say)));
    return rows;
  } finally {
    await Promise.all([
      contest.ours.close(),
      contest.theirs.close(),
      contest.theirPools.close(),
      contest.ourPool.close(),
    ]);
    rmSync(folder, { recursive: true, force: true });
  }
}

function open(python: string): Contest {
  const script = ['-W', 'ignore', join('tests', 'bench', 'peer', 'decode_films.py')];
  return {
    ours: openProcess(process.execPath, [join('tests', 'bench', 'decode-films.ts')], CORES - 1),
    theirs: openProcess(python, [...script, '1'], CORES - 1),
    ourPool: createDecodePool({ threads: CORES }),
    theirPools: openProcess(python, [...script, String(CORES)]),
  };
}

async function measure(contest: Contest, film: EncodedFilm, say: Say): Promise<Row[]> {
  const plugins = await contest.theirs.ask<string[]>({ do: 'plugins', file: film.file });
  if (plugins.length === 0) {
    say(`decode ${film.name}: the peer has no way to decode it`);
    return [];
  }
  const one = await onOneCore(contest, film, plugins);
  await requireSameValues(contest, film, plugins);
  const all = await onAllCores(contest, film, plugins);
  const rows = [
    ratioRow(
      `decode ${film.name}, one core`,
      { ...one, peerName: nameOf(one.plugin), unit: 'ms CPU a film' },
      1,
    ),
    ratioRow(
      `decode ${film.name}, ${String(CORES)} cores`,
      { ...all, peerName: `${nameOf(all.plugin)} in ${all.pool}`, unit: 'ms a film' },
      0.999,
    ),
  ];
  for (const { name, ours, peer, peerName, ratio } of rows)
    say(`${name}: ${String(ours)} / ${String(peer)} (${peerName ?? ''}) = ${String(ratio)}`);
  return rows;
}

async function onOneCore({ ours, theirs }: Contest, { file }: EncodedFilm, plugins: readonly string[]) {
  const [own, peers]: [number[], number[][]] = [[], plugins.map(() => [])];
  await ours.ask({ do: 'one', file, times: WARM_UP });
  for (let round = 0; round < ROUNDS; round += 1) {
    own.push(...(await ours.ask<number[]>({ do: 'one', file, times: IN_A_ROW })));
    for (const [at, plugin] of plugins.entries())
      peers[at]?.push(...(await theirs.ask<number[]>({ do: 'one', file, plugin, times: IN_A_ROW })));
  }
  return {
    ours: median(own),
    ...fastest(peers.map((times, at) => ({ peer: median(times), plugin: plugins[at] ?? '' }))),
  };
}

async function onAllCores(contest: Contest, { file }: EncodedFilm, plugins: readonly string[]) {
  const files = Array.from({ length: BATCH }, () => file);
  const theirs = (plugin: string, pool: string) =>
    contest.theirPools.ask<number>({ do: 'all', files, plugin, pool }).then((ms) => ms / BATCH);
  const trials: { peer: number; plugin: string; pool: string }[] = [];
  for (const plugin of plugins)
    for (const pool of POOLS) trials.push({ peer: await theirs(plugin, pool), plugin, pool });
  const { plugin, pool } = fastest(trials);
  const bytes = new Uint8Array(readFileSync(file));
  await decodeBatch(contest.ourPool, bytes);
  const [own, peer]: [number[], number[]] = [[], []];
  for (let round = 0; round < ALL_ROUNDS; round += 1) {
    own.push(await decodeBatch(contest.ourPool, bytes));
    peer.push(await theirs(plugin, pool));
  }
  return { ours: median(own), peer: median(peer), plugin, pool };
}

/** ms a film, from a copy of its bytes, as the network would bring them, to its values in this thread. */
async function decodeBatch(pool: DecodePool, bytes: Uint8Array): Promise<number> {
  const started = performance.now();
  await Promise.all(Array.from({ length: BATCH }, () => pool.decode(bytes.slice())));
  return (performance.now() - started) / BATCH;
}

function fastest<T extends { readonly peer: number }>(candidates: readonly T[]): T {
  const [best] = candidates.toSorted((a, b) => a.peer - b.peer);
  if (best === undefined) throw new Error('nothing measured');
  return best;
}

/** Less time for other pixels would be no gain. The peer's plugins differ among themselves on what is lossy: one must agree. */
async function requireSameValues(
  { ours, theirs }: Contest,
  film: EncodedFilm,
  plugins: readonly string[],
): Promise<void> {
  const [ourRaw, theirRaw] = [`${film.file}.ours`, `${film.file}.theirs`];
  const ourType = await ours.ask<string>({ do: 'write', file: film.file, raw: ourRaw });
  const differences: number[] = [];
  for (const plugin of plugins) {
    const theirType = await theirs.ask<string>({ do: 'write', file: film.file, plugin, raw: theirRaw });
    const same = ourType === theirType;
    differences.push(same ? difference(readFileSync(ourRaw), readFileSync(theirRaw), ourType) : Infinity);
  }
  const tolerance = film.lossy ? LOSSY_TOLERANCE : 0;
  if (!differences.some((levels) => levels <= tolerance))
    throw new Error(
      `decode ${film.name}: values differ by ${differences.join(', ')} (${plugins.join(', ')})`,
    );
}

function difference(ours: Buffer, theirs: Buffer, type: string): number {
  if (ours.length !== theirs.length) return Number.NaN;
  const valuesOf = (bytes: Buffer) =>
    type === 'uint8' ? bytes : new Uint16Array(Uint8Array.from(bytes).buffer);
  const [a, b] = [valuesOf(ours), valuesOf(theirs)];
  let worst = 0;
  for (let i = 0; i < a.length; i += 1) worst = Math.max(worst, Math.abs((a[i] ?? 0) - (b[i] ?? Number.NaN)));
  return worst;
}

function nameOf(plugin: string): string {
  return plugin === '' ? 'pydicom' : plugin.startsWith('gdcm.') ? `GDCM (${plugin})` : `pydicom + ${plugin}`;
}
