import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { analyse, launch } from '#tests/support/clinician.ts';
import { untilState } from '#tests/support/hold-stage.ts';
import { readFiled } from '#tests/support/read-destinations.ts';
import { startSystem, type TestSystem } from '#tests/support/start-system.ts';
import { inventStudy, makeTestFilm } from '#tests/support/test-films.ts';

const WAIT = { timeout: 40_000, interval: 200 };
const COMPARED = 'Compared with the AI result of the study of 2026-03-02, made by the same model version.';
const november = inventStudy(790);
const march = { ...november, studyDate: '20260302', accessionNumber: 'TEST-A-790-1' };
let system: TestSystem;

beforeAll(async () => {
  system = await startSystem({ 'march.dcm': makeTestFilm(march), 'november.dcm': makeTestFilm(november) });
});
afterAll(() => system.stop());

function patient() {
  const [found] = system.hospital.patients;
  if (!found) throw new Error('there is no patient');
  return found;
}

async function analyseOf(accessionNumber: string): Promise<string> {
  const started = await launch(system, patient().fhirId);
  const { studies } = await started.chart();
  const study = studies.find((each) => each.accessionNumber === accessionNumber);
  if (!study) throw new Error(`no study ${accessionNumber}`);
  const { id, state } = await analyse(started, study.key);
  expect(state).toBe('completed');
  return id;
}

/** What the HL7 engine was told of one study, the last version at the end; lines as they stand in the message. */
async function toldOf(accessionNumber: string): Promise<string[]> {
  const { messages } = await readFiled(system, patient());
  return messages.map(({ text }) => text).filter((text) => text.includes(accessionNumber));
}

describe('a result and the patient’s last one before it', () => {
  test('are compared, as long as the earlier one stands', async () => {
    const first = await analyseOf(march.accessionNumber);
    const second = await analyseOf(november.accessionNumber);
    expect((await toldOf(march.accessionNumber))[0]).not.toContain(COMPARED);
    expect((await toldOf(`${november.accessionNumber}|`))[0]).toContain(COMPARED);

    expect(await system.ops('results', 'withdraw', first)).toContain('withdrawn');
    await untilState(system.db, first, ['completed']);
    const versions = () =>
      system.db
        .selectFrom('result')
        .select(['version', 'status', 'reason'])
        .where('analysis_id', '=', second)
        .orderBy('version')
        .execute();
    await expect.poll(versions, WAIT).toMatchObject([
      { version: 1, status: 'preliminary', reason: null },
      { version: 2, status: 'preliminary', reason: 'prior-withdrawn' },
    ]);
    await untilState(system.db, second, ['completed']);
    const [, after] = await toldOf(`${november.accessionNumber}|`);
    expect(after).toContain('was withdrawn. The findings are as they were.');
    expect(after).not.toContain(COMPARED);
  });

  test('a withdrawal names one result, and is made once', async () => {
    const [withdrawn] = await system.db
      .selectFrom('analysis')
      .select('id')
      .where('result_status', '=', 'entered-in-error')
      .execute();
    await expect(system.ops('results', 'withdraw', withdrawn?.id ?? '')).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringContaining('it is withdrawn already') as string,
    });
    await expect(
      system.ops('results', 'withdraw', '01900000-0000-7000-8000-000000000009'),
    ).rejects.toMatchObject({ stderr: expect.stringContaining('there is no result') as string });
    await expect(system.ops('results', 'withdraw', 'all')).rejects.toMatchObject({
      stderr: expect.stringContaining('name one analysis by its id') as string,
    });
  });
});
