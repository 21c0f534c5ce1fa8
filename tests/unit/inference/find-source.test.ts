import { describe, expect, test } from 'vitest';
import { findSource, rankOf, type FilmOrigin } from '#inference/gate/find-source.ts';

const original: FilmOrigin = {
  sopInstanceUid: '1.1',
  view: 'PA',
  imageType: ['ORIGINAL', 'PRIMARY'],
  acquired: '20260101101500',
};
const copy: FilmOrigin = { ...original, sopInstanceUid: '1.2', imageType: ['DERIVED', 'SECONDARY'] };

describe('findSource', () => {
  test.each<[string, FilmOrigin]>([
    ['names it', { sopInstanceUid: '1.2', sources: ['1.1'] }],
    ['names it, and is primary', { ...copy, imageType: ['DERIVED', 'PRIMARY'], sources: ['1.9', '1.1'] }],
    ['is secondary, of the same view and moment', copy],
    ['is secondary, and one of the two names no moment', { ...copy, acquired: undefined } as never],
    ['wrote its image type as one value', { ...copy, imageType: ['DERIVED SECONDARY'] }],
  ])('a film that %s is its copy', (_, film) => {
    expect(findSource(film, [original])).toBe(original);
  });

  test.each<[string, FilmOrigin]>([
    ['names another that is not here', { ...copy, sources: ['1.9'] }],
    ['is of another view', { ...copy, view: 'LL' }],
    ['names no view', { ...copy, view: undefined } as never],
    ['was taken at another time', { ...copy, acquired: '20260101102000' }],
    ['is derived but primary', { ...copy, imageType: ['DERIVED', 'PRIMARY'] }],
    ['says nothing of its type', { ...copy, imageType: [] }],
    ['is the same film', { ...original, sources: ['1.1'] }],
  ])('a film that %s is none', (_, film) => {
    expect(findSource(film, [original])).toBeUndefined();
  });

  test('a scanned film beside nothing of its kind is no copy: a study is never left without its only film', () => {
    const nothing: (typeof copy)[] = [];
    expect(findSource(copy, nothing)).toBeUndefined();
    expect(findSource(copy, [{ ...copy, sopInstanceUid: '1.3' }])).toBeUndefined();
  });

  test('two that name each other are neither’s copy', () => {
    const a = { sopInstanceUid: '1.1', sources: ['1.2'] };
    const b = { sopInstanceUid: '1.2', sources: ['1.1'] };
    expect(findSource(a, [a, b])).toBeUndefined();
    expect(findSource(b, [a, b])).toBeUndefined();
  });
});

test('what may be a copy ranks after what it may be a copy of', () => {
  const types = [['DERIVED', 'SECONDARY'], ['DERIVED', 'PRIMARY'], ['ORIGINAL', 'PRIMARY'], []];
  expect(types.map((imageType) => rankOf({ imageType }))).toEqual([2, 1, 0, 0]);
  expect(rankOf({})).toBe(0);
});
