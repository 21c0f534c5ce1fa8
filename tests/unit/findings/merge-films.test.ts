import { expect, it } from 'vitest';
import { mergeFilms, mergeTriage, sortForReading } from '#lib/findings/merge-films.ts';
import { findingFixture } from '#tests/support/study-result-fixture.ts';

it('takes each label whole from the film where it is most probable', () => {
  const first = [findingFixture('effusion', 0.9, 0.5), findingFixture('nodule', 0.1, 0.5)];
  const second = [
    { ...findingFixture('effusion', 0.2, 0.5), sopInstanceUid: '2.25.9' },
    { ...findingFixture('nodule', 0.7, 0.5), sopInstanceUid: '2.25.9' },
  ];
  expect(mergeFilms([first, second])).toEqual([first[0], second[1]]);
});

it('keeps the first film’s finding where two are equally probable', () => {
  const first = findingFixture('mass', 0.5, 0.5);
  expect(mergeFilms([[first], [{ ...first, sopInstanceUid: '2.25.9' }]])).toEqual([first]);
});

it('counts a study as urgent as its most suspicious film; without a score it has none', () => {
  const [low, high] = [findingFixture('mass', 0.2, 0.5), findingFixture('mass', 0.6, 0.5)];
  expect(mergeTriage([low, undefined, high])).toBe(high);
  expect(mergeTriage([undefined])).toBeUndefined();
});

it('sorts present findings first, and the most probable first among them', () => {
  const findings = [
    findingFixture('nodule', 0.2, 0.5),
    findingFixture('effusion', 0.6, 0.5),
    findingFixture('mass', 0.9, 0.95),
    findingFixture('edema', 0.8, 0.5),
  ];
  expect(sortForReading(findings).map(({ label }) => label)).toEqual(['edema', 'effusion', 'mass', 'nodule']);
});
