import { describe, expect, test } from 'vitest';
import { acceptFrame, acceptOutput } from '#inference/gate/accept-pixels.ts';
import type { ModelManifest } from '#inference/models/manifest.ts';

const outputs = {
  scores: { tensor: 'scores', kind: 'logits' },
  gate: {
    tensor: 'gate',
    checks: [
      { output: 2, reason: 'film-inverted', above: 0.5, refusesAccepted: 0.01 },
      { output: 0, reason: 'film-unlike-training', above: 2, refusesAccepted: 0.01 },
    ],
  },
} satisfies ModelManifest['outputs'];
const byGate = (...values: number[]) => acceptOutput({ outputs }, { gate: Float32Array.from(values) });
const refused = (reason: string) => ({ accepted: false, reason });

describe('acceptOutput', () => {
  test('accepts up to each bound, and refuses beyond the first that is passed, by its name', () => {
    expect(byGate(2, 99, 0.5)).toEqual({ accepted: true });
    expect(byGate(2.1, 99, 0.5)).toEqual(refused('film-unlike-training'));
    expect(byGate(2.1, 99, 0.6)).toEqual(refused('film-inverted'));
  });

  test('refuses what it cannot read: a missing value, no number', () => {
    expect(byGate(Number.NaN, 99, 0)).toEqual(refused('film-unlike-training'));
    expect(byGate(0, 99)).toEqual(refused('film-inverted'));
    expect(acceptOutput({ outputs }, {})).toEqual(refused('film-inverted'));
  });

  test('a model whose graph says nothing of films accepts all', () => {
    expect(acceptOutput({ outputs: { scores: outputs.scores } }, {})).toEqual({ accepted: true });
  });
});

describe('acceptFrame', () => {
  const SIDE = 200;
  const frameOf = (value: (index: number) => number) => ({
    pixels: Uint16Array.from({ length: SIDE * SIDE }, (_, index) => value(index)),
  });

  test('refuses a film of one grey, and one with a speck on it', () => {
    expect(acceptFrame(frameOf(() => 512))).toEqual(refused('film-blank'));
    expect(acceptFrame(frameOf((index) => (index < 100 ? index : 0)))).toEqual(refused('film-blank'));
  });

  test('accepts a small field in a wide black border', () => {
    const inField = (index: number) => index % SIDE < 40 && index < 40 * SIDE;
    expect(acceptFrame(frameOf((index) => (inField(index) ? index % 997 : 0)))).toEqual({ accepted: true });
  });
});
