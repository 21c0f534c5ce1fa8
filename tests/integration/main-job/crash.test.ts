import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launch, untilEnded, type Launch } from '#tests/support/clinician.ts';
import { untilState, whileLocked } from '#tests/support/hold-stage.ts';
import { expectFiledOnce, readFiled } from '#tests/support/read-destinations.ts';
import { startSystem, type TestSystem } from '#tests/support/start-system.ts';
import { filmsOf, inventStudy, makeTestFilm, uidsOf } from '#tests/support/test-films.ts';

const STAGES = [
  // First, while nothing else is on its way to the EHR: one that hangs is asked one thing at a time.
  'filing at the EHR, which took it and never answered',
  'queued',
  'retrieving',
  'decoding',
  'inferring',
  'writing',
  'delivering, with neither destination reachable',
  'delivering, the EHR done and the engine not reachable',
  'waiting for an acknowledgement that never came',
] as const;
type Stage = (typeof STAGES)[number];
const RANDOM = [1, 2, 3];
const study = (index: number) => inventStudy(300 + index);
const SECOND_FILM = '2.25.300002';
const killed = new Map<string, { started: Launch; analysisId: string }>();
let system: TestSystem;

/**
 * From a kill to the end of what it interrupted, with its restart, the queue's ten seconds and the work itself: 15 s on a
 * machine of its own. Without the queue's heartbeat it would be a quarter of an hour.
 */
const RECOVERED_MS = 60_000;

beforeAll(async () => {
  const films = filmsOf([...STAGES, ...RANDOM, 'web', 'database', 'once'].map((_, index) => study(index)));
  const second = makeTestFilm(study(STAGES.indexOf('decoding')), { SOPInstanceUID: SECOND_FILM });
  system = await startSystem({ ...films, 'second.dcm': second });
});
afterAll(() => system.stop());

function patient(index: number) {
  const found = system.hospital.patients.find(({ patientId }) => patientId === study(index).patientId);
  if (!found) throw new Error(`no patient ${String(index)}`);
  return found;
}

async function kill(name: 'worker' | 'web'): Promise<void> {
  const { pid = 0 } = system[name];
  process.kill(pid, 'SIGKILL');
  while (system[name].pid === pid) await delay(10);
}

async function press(index: number): Promise<{ started: Launch; analysisId: string }> {
  const started = await launch(system, patient(index).fhirId);
  const { analysisId = '' } = await started.press();
  return { started, analysisId };
}

/** The archive keeps this film back until it is released; resolves `asked` once it is asked for. */
function holdFilm(sopInstanceUid: string) {
  const asked = Promise.withResolvers<undefined>();
  const release = Promise.withResolvers<undefined>();
  system.archive.tamper = (uid) => {
    if (uid !== sopInstanceUid) return undefined;
    asked.resolve(undefined);
    return release.promise;
  };
  return { asked: asked.promise, release: () => release.resolve(undefined) };
}

/** Brings an analysis to one stage and kills the worker in it; then all is as before. */
const KILL: Readonly<Record<Stage, (index: number) => Promise<{ started: Launch; analysisId: string }>>> = {
  queued: async (index) => {
    process.kill(system.worker.pid ?? 0, 'SIGSTOP');
    const pressed = await press(index);
    await kill('worker');
    return pressed;
  },
  retrieving: async (index) => {
    const film = holdFilm(uidsOf(study(index)).sopInstanceUid);
    const pressed = await press(index);
    await film.asked;
    await untilState(system.db, pressed.analysisId, ['retrieving']);
    await kill('worker');
    film.release();
    return pressed;
  },
  decoding: async (index) => {
    const film = holdFilm(SECOND_FILM);
    const pressed = await press(index);
    await untilState(system.db, pressed.analysisId, ['decoding']);
    await kill('worker');
    film.release();
    return pressed;
  },
  inferring: (index) => killWhileLocked(index, 'analysis_film', 'inferring'),
  writing: (index) => killWhileLocked(index, 'document', 'writing'),
  'delivering, with neither destination reachable': async (index) => {
    await destinations('down', 'reset');
    const pressed = await press(index);
    await untilState(system.db, pressed.analysisId, ['delivering']);
    await delay(300);
    return killThenAccept(pressed);
  },
  'filing at the EHR, which took it and never answered': async (index) => {
    await destinations('hold', 'accept');
    const pressed = await press(index);
    while ((await readFiled(system, patient(index))).reports.length === 0) await delay(20);
    return killThenAccept(pressed);
  },
  'delivering, the EHR done and the engine not reachable': async (index) => {
    await destinations('accept', 'reset');
    const pressed = await press(index);
    while (!(await acknowledged(pressed.analysisId)).includes('fhir')) await delay(20);
    return killThenAccept(pressed);
  },
  'waiting for an acknowledgement that never came': async (index) => {
    await destinations('accept', 'silent');
    const pressed = await press(index);
    while ((await readFiled(system, patient(index))).messages.length === 0) await delay(20);
    return killThenAccept(pressed);
  },
};

async function killWhileLocked(
  index: number,
  table: 'analysis_film' | 'document',
  state: 'inferring' | 'writing',
) {
  return whileLocked(system.databaseUrl, table, async () => {
    const pressed = await press(index);
    await untilState(system.db, pressed.analysisId, [state]);
    await delay(100);
    await kill('worker');
    return pressed;
  });
}

async function destinations(ehr: 'accept' | 'down' | 'hold', engine: 'accept' | 'reset' | 'silent') {
  await system.fault('writes', { mode: ehr });
  await system.fault('results', { mode: engine });
}

async function killThenAccept<T>(pressed: T): Promise<T> {
  await kill('worker');
  await destinations('accept', 'accept');
  return pressed;
}

async function acknowledged(analysisId: string): Promise<string[]> {
  const rows = await system.db
    .selectFrom('delivery')
    .select('kind')
    .where('analysis_id', '=', analysisId)
    .where('state', '=', 'acknowledged')
    .execute();
  return rows.map(({ kind }) => kind);
}

describe('a worker killed with SIGKILL', () => {
  // One after the other, but without waiting for each to recover: that goes on beneath the next kills.
  beforeAll(async () => {
    for (const [index, stage] of STAGES.entries()) {
      killed.set(stage, await KILL[stage](index));
      system.archive.tamper = undefined;
    }
    for (const [each] of RANDOM.entries()) {
      const pressed = await press(STAGES.length + each);
      await delay(Math.random() * 1500);
      await kill('worker');
      killed.set(`random ${String(each)}`, pressed);
    }
  }, 240_000);

  test.each(STAGES.map((stage, index) => [stage, index] as const))(
    '%s: exactly one result stands',
    async (stage, index) => {
      const { started, analysisId } = killed.get(stage) ?? {};
      if (!started || analysisId === undefined) throw new Error('was not killed');
      expect((await untilEnded(started, analysisId)).state).toBe('completed');
      await expectFiledOnce(system, patient(index), analysisId);
    },
  );

  test.each(RANDOM.map((_, index) => index))(
    'at a random moment (%i): exactly one result stands',
    async (index) => {
      const { started, analysisId } = killed.get(`random ${String(index)}`) ?? {};
      if (!started || analysisId === undefined) throw new Error('was not killed');
      expect((await untilEnded(started, analysisId)).state).toBe('completed');
      await expectFiledOnce(system, patient(STAGES.length + index), analysisId);
    },
  );
});

describe('while an analysis is under way', () => {
  test('the worker is killed once: the next one takes the analysis up within seconds', async () => {
    const index = STAGES.length + RANDOM.length + 2;
    const film = holdFilm(uidsOf(study(index)).sopInstanceUid);
    const { started, analysisId } = await press(index);
    await film.asked;
    await kill('worker');
    film.release();
    const killedAt = Date.now();
    expect((await untilEnded(started, analysisId)).state).toBe('completed');
    expect(Date.now() - killedAt).toBeLessThan(RECOVERED_MS);
    await expectFiledOnce(system, patient(index), analysisId);
  });

  test('the web process is killed: the page finds the same analysis again, and exactly one result stands', async () => {
    const index = STAGES.length + RANDOM.length;
    const film = holdFilm(uidsOf(study(index)).sopInstanceUid);
    const { started, analysisId } = await press(index);
    await film.asked;
    const broken = started.follow(analysisId).catch(() => 'broken');
    await kill('web');
    film.release();
    expect(await broken).toSatisfy((views) => views === 'broken' || Array.isArray(views));
    expect((await untilEnded(started, analysisId)).state).toBe('completed');
    await expectFiledOnce(system, patient(index), analysisId);
  });

  test('the database drops every connection: exactly one result stands', async () => {
    const index = STAGES.length + RANDOM.length + 1;
    const film = holdFilm(uidsOf(study(index)).sopInstanceUid);
    const { started, analysisId } = await press(index);
    await film.asked;
    await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()`.execute(system.db);
    film.release();
    expect((await untilEnded(started, analysisId)).state).toBe('completed');
    await expectFiledOnce(system, patient(index), analysisId);
  });
});
