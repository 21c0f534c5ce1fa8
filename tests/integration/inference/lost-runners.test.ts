/** The model's threads and processes, killed while they have films: each film is answered, and the worker lives on. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { describe, expect, test } from 'vitest';
import { compareOutput } from '#inference/models/compare-golden.ts';
import { loadModel } from '#inference/models/load-model.ts';
import { readGolden } from '#inference/models/read-golden.ts';
import { createInferencePool } from '#inference/runtime/inference-pool.ts';
import type { RunnerLoss } from '#inference/runtime/runner.ts';
import { descendantsOf, survivorsOf } from '#tests/support/process-tree.ts';
import { expectScoresOf, film, greys, openPool } from './pool-fixture.ts';

const CHEST_MODEL = join(import.meta.dirname, '../../../inference/models/sightline-cxr');

const threads = new Set<Worker>();
process.on('worker', (thread: Worker) => {
  threads.add(thread);
  thread.once('exit', () => threads.delete(thread));
});

const sessions = () => descendantsOf(process.pid).filter(({ command }) => command.includes('run-model'));

function signalSessions(signal: NodeJS.Signals): void {
  for (const { pid } of sessions()) process.kill(pid, signal);
}

async function killAll(): Promise<void> {
  signalSessions('SIGKILL');
  await Promise.all([...threads].map((thread) => thread.terminate()));
}

test('every film has its own answer, whatever is killed meanwhile', { timeout: 60_000 }, async () => {
  const losses: RunnerLoss[] = [];
  const pool = await openPool({
    sessions: 2,
    preparationThreads: 2,
    batch: { maxSize: 4, maxWaitMs: 5 },
    maxQueue: 500,
    onRunnerLost: (loss) => losses.push(loss),
  });
  const asked = greys(400);
  const answers = Promise.allSettled(asked.map((grey) => pool.infer(film(grey, 256))));
  for (let killed = 0; killed < 3; killed++) {
    await pause(80);
    signalSessions('SIGKILL');
    await pause(80);
    await [...threads][killed % threads.size]?.terminate();
  }
  const outputs = await answers;
  outputs.forEach((output, index) => {
    // Killed twice in a row, a film is given back by name, for the queue to try again; it is never lost.
    if (output.status === 'fulfilled') expectScoresOf(asked[index] ?? 0, output.value.logits);
    else expect(output.reason).toMatchObject({ code: 'inference-crashed', failure: 'transient' });
  });
  expect(outputs.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(390);
  expect(new Set(losses.map(({ role }) => role))).toEqual(new Set(['session', 'preparation']));
  expect(new Set(losses.map(({ reason }) => reason))).toEqual(new Set(['died']));
  expectScoresOf(99, (await pool.infer(film(99))).logits);
});

test(
  'the chest model, killed in the middle of its runs, takes nothing else along',
  { timeout: 60_000 },
  async () => {
    const model = await loadModel(CHEST_MODEL);
    const { films } = await readGolden(model.goldenPath);
    const pool = await createInferencePool({ model, providers: ['cpu'] });
    try {
      for (let killed = 0; killed < 5; killed++) {
        const answers = Promise.all(films.map(({ frame }) => pool.infer(frame)));
        await pause(60);
        signalSessions('SIGKILL');
        (await answers).forEach((output, index) => {
          const golden = films[index];
          expect(golden && compareOutput(golden, output, 0.001)).toEqual([]);
        });
      }
    } finally {
      await pool.close();
    }
  },
);

describe('the time that one film may take', () => {
  const endOf = { code: 'inference-timeout', failure: 'transient' };

  test('ends its preparation by name, and the thread with it', async () => {
    const losses: RunnerLoss[] = [];
    const pool = await openPool({
      preparationThreads: 1,
      timeoutMs: 400,
      onRunnerLost: (loss) => losses.push(loss),
    });
    // 400 million pixels are never prepared in that time.
    await expect(pool.infer(film(100, 20_000))).rejects.toMatchObject(endOf);
    expect(losses).toEqual([{ role: 'preparation', reason: 'overran' }]);
  });

  test('ends a run that stands still, and the next film has a new session', async () => {
    const losses: RunnerLoss[] = [];
    const pool = await openPool({ timeoutMs: 1500, onRunnerLost: (loss) => losses.push(loss) });
    const stopped = sessions();
    signalSessions('SIGSTOP');
    await expect(pool.infer(film(100))).rejects.toMatchObject(endOf);
    expect(losses).toEqual([{ role: 'session', reason: 'overran' }]);
    expectScoresOf(80, (await pool.infer(film(80))).logits);
    expect(await survivorsOf(stopped, 2000)).toEqual([]);
  });
});

describe('nothing is left behind', () => {
  test('once the pool is closed', async () => {
    const pool = await openPool({ sessions: 2, preparationThreads: 2 });
    await Promise.all(greys(8).map((grey) => pool.infer(film(grey))));
    await killAll();
    await pool.infer(film(80));
    await pool.close();
    expect([threads.size, sessions().length]).toEqual([0, 0]);
    await expect(pool.infer(film(80))).rejects.toMatchObject({ failure: 'transient' });
  });

  test('once the process that opened it is killed', { timeout: 30_000 }, async () => {
    const script = `
      import { loadModel } from '#inference/models/load-model.ts';
      import { createInferencePool } from '#inference/runtime/inference-pool.ts';
      await createInferencePool({ model: await loadModel(${JSON.stringify(CHEST_MODEL)}), providers: ['cpu'] });
      console.log('open');
      setInterval(() => undefined, 1000);`;
    const owner = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(createInterface(owner.stdout), 'line');
    const left = descendantsOf(owner.pid ?? 0);
    expect(left.length).toBeGreaterThan(0);
    owner.kill('SIGKILL');
    expect(await survivorsOf(left, 5000)).toEqual([]);
  });
});
