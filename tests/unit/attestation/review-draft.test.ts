import { describe, expect, test } from 'vitest';
import { addedIn, applyDraft, undecided } from '#lib/attestation/apply-draft.ts';
import type { Reading } from '#lib/attestation/reading.ts';
import {
  changeDraft,
  readDraft,
  reviewChangeSchema,
  type ReviewDraft,
} from '#lib/attestation/review-draft.ts';
import { findingFixture } from '#tests/support/study-result-fixture.ts';

const ANN = { display: 'Ann', reference: 'Practitioner/1' };
const BEN = { display: 'Ben', reference: 'Practitioner/2' };
const AT = '2026-11-27T08:00:00Z';
const EMPTY = readDraft(undefined);
const confirmed: Reading = { decision: 'confirmed' };
const rejected: Reading = { decision: 'rejected', reason: 'artefact' };
const on = (label: string, reading: Reading | null, seen: number) => ({ label, reading, seen });
const tryTo = (
  draft: ReviewDraft,
  ...change: Parameters<typeof changeDraft> extends [unknown, infer C, infer R, infer A] ? [C, R, A] : never
) => changeDraft(draft, ...change);

describe('a decision', () => {
  test('on what another has decided unseen is refused, and the other’s stands', () => {
    const anns = changeDraft(EMPTY, on('nodule', confirmed, 0), ANN, AT);
    expect(() => tryTo(anns, on('nodule', rejected, 0), BEN, AT)).toThrow('review-changed-meanwhile');
    expect(anns.findings['nodule']).toMatchObject({ reading: confirmed, author: { by: ANN, revision: 1 } });
  });

  test('on what another has decided is taken from whoever has seen that', () => {
    const anns = changeDraft(EMPTY, on('nodule', confirmed, 0), ANN, AT);
    const bens = changeDraft(anns, on('nodule', rejected, 1), BEN, AT);
    expect(bens.findings['nodule']).toMatchObject({ reading: rejected, author: { by: BEN, revision: 2 } });
  });

  test('on another finding needs no look at what somebody decided meanwhile', () => {
    const anns = changeDraft(EMPTY, on('nodule', confirmed, 0), ANN, AT);
    expect(Object.keys(changeDraft(anns, on('mass', rejected, 0), BEN, AT).findings)).toEqual([
      'nodule',
      'mass',
    ]);
  });

  test('that was taken back unseen is not brought back by whoever still sees it', () => {
    const decided = changeDraft(EMPTY, on('nodule', confirmed, 0), ANN, AT);
    const back = changeDraft(decided, on('nodule', null, 1), ANN, AT);
    expect(back.findings).toEqual({});
    expect(() => tryTo(back, on('nodule', rejected, 1), BEN, AT)).toThrow('review-changed-meanwhile');
  });

  test.each([
    ['no finding that the model has a name like', { seen: 0, label: '../x', reading: confirmed }],
    ['no reason', { seen: 0, label: 'nodule', reading: { decision: 'rejected' } }],
    ['a reason of its own', { seen: 0, label: 'nodule', reading: { decision: 'rejected', reason: 'bored' } }],
    ['lines', { seen: 0, label: 'nodule', reading: { decision: 'confirmed', comment: 'a\nOBX|1' } }],
    ['an override of direction', { seen: 0, comment: 'no \u202eerutcarf' }],
    ['nothing in it', { seen: 0 }],
    ['no revision', { label: 'nodule', reading: confirmed }],
    [
      'a region beyond the film',
      {
        seen: 0,
        label: 'nodule',
        reading: {
          decision: 'changed',
          presence: 'present',
          region: { filmIndex: 0, left: 0.9, top: 0, width: 0.2, height: 0.1 },
        },
      },
    ],
  ])('with %s is none', (_, change) => {
    expect(reviewChangeSchema.safeParse(change).success).toBe(false);
  });
});

describe('what is signed', () => {
  const findings = [findingFixture('effusion', 0.9, 0.5), findingFixture('nodule', 0.1, 0.5)];

  test('has every finding decided that the model does not call absent', () => {
    expect(undecided(findings, EMPTY)).toEqual(['effusion']);
    expect(undecided(findings, changeDraft(EMPTY, on('effusion', confirmed, 0), ANN, AT))).toEqual([]);
  });

  test('states the reader’s presence and side beside the model’s own, which stay as they were', () => {
    const change = on('effusion', { decision: 'changed', presence: 'indeterminate', laterality: 'left' }, 0);
    const [effusion, nodule] = applyDraft(findings, changeDraft(EMPTY, change, ANN, AT));
    expect(effusion).toMatchObject({
      presence: 'present',
      laterality: 'right',
      reading: { presence: 'indeterminate', laterality: 'left' },
    });
    expect(nodule).not.toHaveProperty('reading');
  });

  test('a rejected finding is absent by the reader', () => {
    const [effusion] = applyDraft(findings, changeDraft(EMPTY, on('effusion', rejected, 0), ANN, AT));
    expect(effusion?.reading).toEqual({ decision: 'rejected', presence: 'absent', reason: 'artefact' });
  });

  test('holds what the model missed in the order in which it was added', () => {
    const ids = ['11111111-1111-4111-8111-111111111111', '00000000-0000-4000-8000-000000000000'];
    const draft = ids.reduce(
      (each, added, seen) =>
        changeDraft(each, { added, seen, finding: { words: `finding ${String(seen)}` } }, ANN, AT),
      EMPTY,
    );
    expect(addedIn(draft).map(({ words }) => words)).toEqual(['finding 0', 'finding 1']);
  });
});
