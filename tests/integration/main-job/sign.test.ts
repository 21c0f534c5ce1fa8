/** A clinician reads what the model found, decides, and signs: launch, web, worker, EHR and engine. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReviewView } from '#lib/pipeline/views.ts';
import { analyse, launch, type Launch } from '#tests/support/clinician.ts';
import { untilState } from '#tests/support/hold-stage.ts';
import { readFiled } from '#tests/support/read-destinations.ts';
import { startSystem, type TestSystem } from '#tests/support/start-system.ts';
import { filmsOf, inventStudy } from '#tests/support/test-films.ts';

const studies = [951, 952, 953].map(inventStudy);
const WAIT = { timeout: 40_000, interval: 200 };
let system: TestSystem;

beforeAll(async () => {
  system = await startSystem(filmsOf(studies));
});
afterAll(() => system.stop());

function patient(at: number) {
  const found = system.hospital.patients.find(({ patientId }) => patientId === studies[at]?.patientId);
  if (!found) throw new Error('no such patient');
  return found;
}

interface Answer {
  readonly status: number;
  readonly body: ReviewView & { readonly code?: string };
}

/** The review of one result as one launch sees and changes it. */
function reviewIn({ base, browser }: Launch, analysisId: string) {
  const at = `${base}/analyses/${analysisId}`;
  const ask = async (path: string, body?: object): Promise<Answer> => {
    const init = body && {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    };
    const response = await browser.request(`${at}/${path}`, init);
    return { status: response.status, body: (await response.json()) as Answer['body'] };
  };
  return {
    look: async () => (await ask('review')).body,
    decide: (change: object) => ask('review', change),
    sign: (signing: object) => ask('signature', signing),
    ask,
  };
}

async function analysed(at: number) {
  const started = await launch(system, patient(at).fhirId);
  const { id, findings } = await analyse(started);
  return { started, id, findings, review: reviewIn(started, id) };
}

/** All that must be decided, confirmed; and one change to one of them. */
async function decideAll(review: ReturnType<typeof reviewIn>): Promise<ReviewView> {
  for (const label of (await review.look()).undecided) {
    const { revision: seen } = await review.look();
    expect(await review.decide({ label, reading: { decision: 'confirmed' }, seen })).toMatchObject({
      status: 200,
    });
  }
  return review.look();
}

describe('a result that is read', () => {
  test('becomes final in the name of who signed, once in each place, as the reader decided', async () => {
    const { started, id, findings, review } = await analysed(0);
    const [first] = findings;
    const label = first?.label ?? '';
    const open = await review.look();
    expect(open).toMatchObject({ revision: 0, isUnsigned: true, version: 1, others: [] });
    expect(open.signer).toBeTruthy();
    await review.decide({
      label,
      reading: { decision: 'changed', presence: 'present', laterality: 'left', comment: 'Small.' },
      seen: 0,
    });
    await review.decide({
      added: '11111111-1111-4111-8111-111111111111',
      finding: { words: 'Rib fracture', laterality: 'right' },
      seen: 1,
    });
    const decided = await decideAll(review);
    expect(decided.undecided).toEqual([]);

    const signed = await review.sign({ as: 'final', revision: decided.revision, version: 1 });
    expect(signed.status).toBe(202);
    await expect.poll(async () => (await review.look()).version, WAIT).toBe(2);
    await untilState(system.db, id, ['completed']);
    expect(await started.view(id)).toMatchObject({ status: 'final', signedBy: { display: decided.signer } });
    expect(await review.look()).toMatchObject({
      isUnsigned: false,
      history: [
        { version: 2, status: 'final', by: decided.signer },
        { version: 1, status: 'preliminary' },
      ],
    });

    expect((await started.chart()).studies[0]?.analysis).toMatchObject({
      signedAs: 'final',
      presentFindings: expect.arrayContaining([
        { label },
        { label: 'added-0', ownName: 'Rib fracture' },
      ]) as unknown,
    });

    const filed = await readFiled(system, patient(0));
    expect(filed.reports).toMatchObject([{ status: 'final' }]);
    expect(filed.observations).toHaveLength(findings.length);
    expect(filed.observations.every(({ status }) => status === 'final')).toBe(true);
    const message = filed.messages.at(-1)?.text ?? '';
    expect(filed.messages).toHaveLength(2);
    expect(message).toMatch(/\rOBR\|(?:[^|]*\|){24}F/);
    expect(message).toContain('Rib fracture');
    expect(message).toContain(decided.signer ?? 'nobody');

    const feedback = await system.db
      .selectFrom('feedback')
      .select(['label', 'decision', 'presence', 'seconds'])
      .execute();
    expect(feedback).toHaveLength(findings.length + 1);
    expect(feedback.find((row) => row.label === label)).toMatchObject({
      decision: 'changed',
      presence: 'present',
      seconds: expect.any(Number) as number,
    });
    expect(feedback.find((row) => row.label.startsWith('added-'))).toMatchObject({ decision: 'added' });

    const { revision: seen } = await review.look();
    const { body: changed } = await review.decide({
      label,
      reading: { decision: 'rejected', reason: 'artefact' },
      seen,
    });
    expect(changed.isUnsigned).toBe(true);
    expect((await review.sign({ as: 'final', revision: changed.revision, version: 2 })).status).toBe(400);
    expect((await review.sign({ as: 'corrected', revision: changed.revision, version: 2 })).status).toBe(202);
    await expect.poll(async () => (await review.look()).version, WAIT).toBe(3);
    await untilState(system.db, id, ['completed']);
    expect((await readFiled(system, patient(0))).reports).toMatchObject([{ status: 'corrected' }]);
  }, 90_000);

  test('survives the end of the launch: another launch of the same chart goes on where it was', async () => {
    const { started, id, review, findings } = await analysed(1);
    const label = findings[0]?.label ?? '';
    await review.decide({ label, reading: { decision: 'rejected', reason: 'normal-variant' }, seen: 0 });
    await started.browser.request(`${started.base}/end`, { method: 'POST' });
    expect(await review.ask('review')).toMatchObject({ status: 401 });
    const again = reviewIn(await launch(system, patient(1).fhirId), id);
    expect((await again.look()).findings[label]).toMatchObject({
      reading: { decision: 'rejected', reason: 'normal-variant' },
    });
  }, 60_000);

  test('two readers see each other, and neither overwrites the other unseen', async () => {
    const { started, id, review, findings } = await analysed(2);
    const label = findings[0]?.label ?? '';
    const other = reviewIn(await launch(system, patient(2).fhirId), id);
    await review.look();
    expect((await other.look()).others).toHaveLength(1);
    expect((await review.look()).others).toHaveLength(1);
    expect((await review.decide({ label, reading: { decision: 'confirmed' }, seen: 0 })).status).toBe(200);
    expect(
      await other.decide({ label, reading: { decision: 'rejected', reason: 'other' }, seen: 0 }),
    ).toMatchObject({ status: 409, body: { code: 'review-changed-meanwhile' } });
    expect((await started.view(id)).status).toBe('preliminary');
    expect((await other.look()).findings[label]?.reading.decision).toBe('confirmed');
  }, 60_000);

  test('is not signed unread, nor from what has changed since, nor twice at once', async () => {
    const started = await launch(system, patient(2).fhirId);
    const { analysisId = '' } = await started.press();
    const review = reviewIn(started, analysisId);
    const open = await review.look();
    const model = await system.db
      .selectFrom('result')
      .select('body')
      .where('analysis_id', '=', analysisId)
      .executeTakeFirstOrThrow();
    expect(JSON.stringify(model.body)).toContain('"preliminary"');
    if (open.undecided.length > 0)
      expect(await review.sign({ as: 'final', revision: open.revision, version: 1 })).toMatchObject({
        status: 409,
        body: { code: 'review-undecided' },
      });
    const decided = await decideAll(review);
    expect(await review.sign({ as: 'final', revision: decided.revision + 1, version: 1 })).toMatchObject({
      status: 409,
      body: { code: 'review-changed-meanwhile' },
    });
    const both = await Promise.all(
      [1, 2].map(() => review.sign({ as: 'final', revision: decided.revision, version: 1 })),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual([202, 409]);
    await expect.poll(async () => (await review.look()).version, WAIT).toBe(2);
    await untilState(system.db, analysisId, ['completed']);
    expect((await review.look()).history.map(({ status }) => status)).toEqual(['final', 'preliminary']);
  }, 60_000);

  test('is written though its job is lost, and does not stay locked', async () => {
    const { id, review } = await analysed(1);
    const decided = await decideAll(review);
    const { draft } = await system.db
      .selectFrom('review')
      .select('draft')
      .where('analysis_id', '=', id)
      .executeTakeFirstOrThrow();
    await system.db
      .insertInto('signature')
      .values({
        id: '22222222-2222-4222-8222-222222222222',
        analysis_id: id,
        base_version: 1,
        status: 'final',
        signer: JSON.stringify({
          reference: 'Practitioner/1',
          display: decided.signer,
          signedAt: '2026-11-27T10:00:00Z',
        }),
        draft: JSON.stringify(draft),
        signed_at: new Date(Date.now() - 60_000),
      })
      .execute();
    expect((await review.look()).isBeingSigned).toBe(true);
    await expect.poll(async () => (await review.look()).version, WAIT).toBe(2);
    expect((await review.look()).isBeingSigned).toBeUndefined();
  }, 60_000);

  test('is in the audit trail once for each launch that opened it, however it was asked for', async () => {
    const { id, review } = await analysed(2);
    await review.look();
    await review.look();
    const seen = async () =>
      (await system.db.selectFrom('audit_event').select('event').execute()).filter(
        ({ event }) => event.includes(id) && event.includes('review'),
      ).length;
    const before = await seen();
    await reviewIn(await launch(system, patient(2).fhirId), id).look();
    expect(await seen()).toBe(before + 1);
  }, 60_000);

  test('is closed to another patient’s launch', async () => {
    const { id } = await analysed(2);
    const foreign = reviewIn(await launch(system, patient(0).fhirId), id);
    expect(await foreign.ask('review')).toMatchObject({ status: 404, body: { code: 'analysis-unknown' } });
    expect(await foreign.sign({ as: 'final', revision: 0, version: 1 })).toMatchObject({ status: 404 });
  }, 60_000);
});
