import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { AnalysisView } from '#lib/pipeline/views.ts';
import { analyse, launch, untilEnded, type Launch } from '#tests/support/clinician.ts';
import { untilState, whileLocked } from '#tests/support/hold-stage.ts';
import { expectFiledOnce, expectStopped, LOG_ARRIVES, readFiled } from '#tests/support/read-destinations.ts';
import { startSystem, type TestSystem } from '#tests/support/start-system.ts';
import { filmsOf, inventStudy } from '#tests/support/test-films.ts';

const CASES = [
  'expired-before',
  'expired-midway',
  'expired-after',
  'renewed',
  'ehr-refuses',
  'held',
  'worn',
  'lost',
] as const;
type Case = (typeof CASES)[number];
const studyOf = (name: Case) => inventStudy(500 + CASES.indexOf(name));
let system: TestSystem;

beforeAll(async () => {
  system = await startSystem(filmsOf(CASES.map(studyOf)));
});
afterAll(() => system.stop());
afterEach(() => {
  system.archive.tamper = undefined;
});

function patient(name: Case) {
  const id = studyOf(name).patientId;
  const found = system.hospital.patients.find(({ patientId }) => patientId === id);
  if (!found) throw new Error(`no patient ${id}`);
  return found;
}

/** Failed by name, and nothing left the house. */
function expectFailed(name: Case, view: AnalysisView, code: string): Promise<void> {
  return expectStopped(system, patient(name), view, { code, state: 'failed' });
}

/** Asked of the database first: an analysis whose token is dead ends all the same. */
async function untilViewEnded(started: Launch, analysisId: string): Promise<AnalysisView> {
  await untilState(system.db, analysisId, ['refused', 'failed', 'completed', 'undelivered']);
  return started.view(analysisId);
}

describe('a token that dies midway', () => {
  test('before the retrieval: nothing is filed', async () => {
    const started = await launch(system, patient('expired-before').fhirId);
    process.kill(system.worker.pid ?? 0, 'SIGSTOP');
    const { analysisId = '' } = await started.press();
    await system.fault('expire-tokens', { refreshToo: true });
    process.kill(system.worker.pid ?? 0, 'SIGCONT');
    await expectFailed('expired-before', await untilViewEnded(started, analysisId), 'token-expired');
  });

  test('within the retrieval: nothing is filed', async () => {
    const started = await launch(system, patient('expired-midway').fhirId);
    system.archive.tamper = async () => {
      await system.fault('expire-tokens', { refreshToo: true });
      return undefined;
    };
    const { analysisId = '' } = await started.press();
    await expectFailed('expired-midway', await untilViewEnded(started, analysisId), 'token-expired');
  });

  test('between retrieval and filing: nothing is filed', async () => {
    const started = await launch(system, patient('expired-after').fhirId);
    const view = await whileLocked(system.databaseUrl, 'analysis_film', async (release) => {
      const { analysisId = '' } = await started.press();
      await untilState(system.db, analysisId, ['inferring']);
      await system.fault('expire-tokens', { refreshToo: true });
      await release();
      return untilViewEnded(started, analysisId);
    });
    await expectFailed('expired-after', view, 'token-expired');
  });

  test('but can be renewed: the analysis goes on and is filed once', async () => {
    const started = await launch(system, patient('renewed').fhirId);
    let expired = false;
    system.archive.tamper = async () => {
      if (!expired) await system.fault('expire-tokens', { refreshToo: false });
      expired = true;
      return undefined;
    };
    const { analysisId = '' } = await started.press();
    expect((await untilEnded(started, analysisId)).state).toBe('completed');
    await expectFiledOnce(system, patient('renewed'), analysisId);
  });

  test('after filing: the delivery is held, and a relaunch sends it, once', async () => {
    const held = patient('held');
    const started = await launch(system, held.fhirId);
    await system.fault('writes', { mode: 'down' });
    const { analysisId = '' } = await started.press();
    await untilState(system.db, analysisId, ['delivering']);
    await system.fault('expire-tokens', { refreshToo: true });
    await system.fault('writes', { mode: 'accept' });
    const view = await untilViewEnded(started, analysisId);
    const fhir = view.deliveries.find(({ kind }) => kind === 'fhir');
    expect(fhir).toMatchObject({ state: 'held', problem: { code: 'token-expired' } });
    expect((await readFiled(system, held)).reports).toEqual([]);
    const [again, other] = [await launch(system, held.fhirId), await launch(system, held.fhirId)];
    expect((await untilEnded(again, analysisId)).state).toBe('completed');
    expect((await other.press()).analysisId).toBe(analysisId);
    await expectFiledOnce(system, held, analysisId);
  });
});

describe('an analysis whose worker dies again and again', () => {
  test('ends by name after some attempts, rather than staying under way for ever', async () => {
    const started = await launch(system, patient('worn').fhirId);
    process.kill(system.worker.pid ?? 0, 'SIGSTOP');
    const { analysisId = '' } = await started.press();
    await system.db.updateTable('analysis').set({ attempt: 6 }).where('id', '=', analysisId).execute();
    process.kill(system.worker.pid ?? 0, 'SIGCONT');
    await expectFailed('worn', await untilEnded(started, analysisId), 'analysis-abandoned');
  });
});

describe('destinations that take a result and whose answer is lost', () => {
  test('are asked before anything is sent again: exactly one result stands', async () => {
    await system.fault('writes', { mode: 'lose' });
    await system.fault('results', { mode: 'silent' });
    const started = await launch(system, patient('lost').fhirId);
    const { analysisId = '' } = await started.press();
    const isThere = async () => {
      const { reports, messages } = await readFiled(system, patient('lost'));
      return reports.length > 0 && messages.length > 0;
    };
    while (!(await isThere())) await delay(50);
    await system.fault('writes', { mode: 'refuse' });
    await system.fault('results', { mode: 'accept' });
    // Refused writes prove that the report was found, and not sent again.
    expect(
      (await untilEnded(started, analysisId).finally(() => system.fault('writes', { mode: 'accept' }))).state,
    ).toBe('completed');
    await expectFiledOnce(system, patient('lost'), analysisId);
  });
});

describe('an EHR that refuses the write', () => {
  test('is named in the view and the log, the EHR holds nothing, and the analysis waits for a person', async () => {
    await system.fault('writes', { mode: 'refuse' });
    const view = await analyse(await launch(system, patient('ehr-refuses').fhirId)).finally(() =>
      system.fault('writes', { mode: 'accept' }),
    );
    expect(view.state).toBe('undelivered');
    expect(view.deliveries.find(({ kind }) => kind === 'fhir')).toMatchObject({
      state: 'failed',
      references: [],
      problem: { code: 'delivery-rejected' },
    });
    await expect
      .poll(() => system.logs(), LOG_ARRIVES)
      .toMatch(/"event":"delivery-failed".*"code":"delivery-rejected"/);
    const filed = await readFiled(system, patient('ehr-refuses'));
    expect([filed.reports, filed.observations]).toEqual([[], []]);
  });
});
