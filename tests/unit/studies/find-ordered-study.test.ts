import { describe, expect, test } from 'vitest';
import { findOrderedStudy } from '#lib/studies/find-ordered-study.ts';
import { studyReferenceSchema, type StudyReference } from '#lib/studies/study-reference.ts';

const study = (studyInstanceUid: string, more: Partial<StudyReference> = {}): StudyReference =>
  studyReferenceSchema.parse({
    studyInstanceUid,
    patientId: 'p',
    endpoints: [],
    modalities: ['DX'],
    ...more,
  });

const a = study('1.2.1', { accessionNumber: 'ACC-1', order: { placerOrderNumber: 'P-1' } });
const b = study('1.2.2', { accessionNumber: 'ACC-2', order: { placerOrderNumber: 'P-2' } });

describe('findOrderedStudy', () => {
  test.each([
    ['study UID', { studyInstanceUid: '1.2.2' }, b],
    ['accession number', { accessionNumber: 'ACC-1' }, a],
    ['placer order number', { placerOrderNumber: 'P-2' }, b],
    ['study UID before accession number', { studyInstanceUid: '1.2.2', accessionNumber: 'ACC-1' }, b],
  ])('finds by %s', (_, ordered, expected) => {
    expect(findOrderedStudy([a, b], ordered)).toBe(expected);
  });

  test('finds nothing for an order that names nothing, nor for a study that has not come', () => {
    expect(findOrderedStudy([a, b], {})).toBeUndefined();
    expect(findOrderedStudy([a, b], { accessionNumber: 'ACC-3' })).toBeUndefined();
    expect(findOrderedStudy([study('1.2.4')], { placerOrderNumber: 'P-1' })).toBeUndefined();
  });

  test('a study UID that is not there is not made up for by an accession number', () => {
    expect(findOrderedStudy([a], { studyInstanceUid: '1.2.9', accessionNumber: 'ACC-1' })).toBeUndefined();
  });

  test('refuses two studies of one order rather than choosing', () => {
    const twin = study('1.2.3', { accessionNumber: 'ACC-1' });
    expect(() => findOrderedStudy([a, twin], { accessionNumber: 'ACC-1' })).toThrow(
      expect.objectContaining({ code: 'order-invalid', failure: 'refused' }),
    );
  });
});
