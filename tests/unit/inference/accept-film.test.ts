import { describe, expect, test } from 'vitest';
import { acceptFilm, type FilmFacts } from '#inference/gate/accept-film.ts';

const ACCEPTS = { modalities: ['CR', 'DX'], bodyParts: ['CHEST'], views: ['AP', 'PA'], minimumAgeYears: 18 };
const FILM: FilmFacts = {
  sopClassUid: '1.2.840.10008.5.1.4.1.1.1.1',
  modality: 'DX',
  bodyPart: 'CHEST',
  view: 'PA',
  ageYears: 60,
  presentationIntent: 'FOR PRESENTATION',
  presentationLutShape: 'INVERSE',
  photometricInterpretation: 'MONOCHROME1',
  numberOfFrames: 1,
  descriptions: [],
};

function without(...names: (keyof FilmFacts)[]): FilmFacts {
  return Object.fromEntries(
    Object.entries(FILM).filter(([name]) => !names.includes(name as keyof FilmFacts)),
  ) as never;
}

describe('acceptFilm', () => {
  test.each<[string, FilmFacts]>([
    ['an adult frontal chest film', FILM],
    ['a computed radiograph', { ...FILM, modality: 'CR', sopClassUid: '1.2.840.10008.5.1.4.1.1.1' }],
    ['a secondary capture that says it is a film', { ...FILM, sopClassUid: '1.2.840.10008.5.1.4.1.1.7' }],
    ['a thorax', { ...FILM, bodyPart: 'THORAX' }],
    ['a film whose view is one of AP and PA', { ...FILM, view: 'FRONTAL' }],
    ['a film that names no age', without('ageYears')],
    [
      'a film named chest by its description alone',
      { ...without('bodyPart'), descriptions: ['XR CHEST 2V'] },
    ],
  ])('accepts %s', (_, film) => {
    expect(acceptFilm(ACCEPTS, film)).toEqual({ accepted: true });
  });

  test.each<[string, FilmFacts, string]>([
    ['a CT', { ...FILM, modality: 'CT' }, 'modality-not-accepted'],
    ['no modality', without('modality'), 'modality-not-accepted'],
    ['an unknown object', { ...FILM, sopClassUid: '1.2.840.10008.5.1.4.1.1.2' }, 'sop-class-not-accepted'],
    ['raw detector data', { ...FILM, presentationIntent: 'FOR PROCESSING' }, 'not-for-presentation'],
    [
      'the for-processing class',
      { ...FILM, sopClassUid: '1.2.840.10008.5.1.4.1.1.1.1.1' },
      'not-for-presentation',
    ],
    ['two frames', { ...FILM, numberOfFrames: 2 }, 'not-a-single-frame'],
    ['colour', { ...FILM, photometricInterpretation: 'RGB' }, 'not-greyscale'],
    ['a contradictory greyscale', { ...FILM, presentationLutShape: 'IDENTITY' }, 'greyscale-contradictory'],
    ['a hip', { ...FILM, bodyPart: 'HIP', descriptions: ['chest'] }, 'body-part-not-accepted'],
    ['ribs', { ...FILM, bodyPart: 'RIBCAGE' }, 'body-part-not-accepted'],
    ['no body part', without('bodyPart'), 'body-part-unknown'],
    ['a lateral', { ...FILM, view: 'LL' }, 'view-not-accepted'],
    ['no view', without('view'), 'view-not-accepted'],
    ['a child', { ...FILM, ageYears: 17 }, 'age-not-accepted'],
  ])('refuses %s', (_, film, reason) => {
    expect(acceptFilm(ACCEPTS, film)).toEqual({ accepted: false, reason });
  });
});
