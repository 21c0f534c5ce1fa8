import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { acceptFilm, refuseListed, type FilmFacts } from '#inference/gate/accept-film.ts';
import { acceptsSchema } from '#inference/models/manifest-accepts.ts';

const DX = '1.2.840.10008.5.1.4.1.1.1.1';
const SECONDARY_CAPTURE = '1.2.840.10008.5.1.4.1.1.7';
const ACCEPTS = acceptsSchema.parse({
  sopClasses: ['1.2.840.10008.5.1.4.1.1.1', DX, SECONDARY_CAPTURE],
  modalities: ['CR', 'DX'],
  bodyParts: ['CHEST'],
  views: ['AP', 'PA'],
  presentationIntents: ['FOR PRESENTATION'],
  excludedImageTypes: ['LOCALIZER', 'SCREEN SAVE', 'DERIVED\\SECONDARY\\BONE'],
  excludedConversionTypes: ['SD', 'WSD'],
  excludedDescriptions: ['report', 'bone suppression'],
  minimumAgeYears: 18,
});
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
    ['a film named by underscores', { ...without('bodyPart'), descriptions: ['XR_CHEST_PA'] }],
    [
      'a converted film that says nothing of its kind',
      { ...FILM, sopClassUid: SECONDARY_CAPTURE, imageType: [] },
    ],
    ['a digitised film', { ...FILM, sopClassUid: SECONDARY_CAPTURE, conversionType: 'DF' }],
    ['a derived film', { ...FILM, imageType: ['DERIVED', 'PRIMARY'] }],
    ['a secondary image of no excluded kind', { ...FILM, imageType: ['DERIVED', 'SECONDARY'] }],
    ['a CR, which knows no intent', { ...without('presentationIntent'), modality: 'CR' }],
    ['a study named for its report', { ...FILM, descriptions: ['CHEST, REPORT TO FOLLOW'] }],
    [
      'a series in which a word only begins like an excluded one',
      { ...FILM, seriesDescription: 'Reported PA' },
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
    ['a localizer', { ...FILM, imageType: ['ORIGINAL', 'PRIMARY', 'LOCALIZER'] }, 'image-type-not-accepted'],
    [
      'a localizer whose values were written as one',
      { ...FILM, imageType: ['original primary localizer'] },
      'image-type-not-accepted',
    ],
    [
      'a screen save',
      { ...FILM, imageType: ['DERIVED', 'SECONDARY', 'SCREEN SAVE'] },
      'image-type-not-accepted',
    ],
    [
      'an excluded combination',
      { ...FILM, imageType: ['DERIVED', 'SECONDARY', 'X', 'BONE'] },
      'image-type-not-accepted',
    ],
    [
      'a scanned document',
      { ...FILM, sopClassUid: SECONDARY_CAPTURE, conversionType: 'SD' },
      'capture-not-accepted',
    ],
    ['a series of reports', { ...FILM, seriesDescription: 'Dose_Report' }, 'series-not-accepted'],
    ['a processed series', { ...FILM, seriesDescription: 'CXR Bone Suppression' }, 'series-not-accepted'],
    ['an intent of another kind', { ...FILM, presentationIntent: 'X' }, 'presentation-intent-not-accepted'],
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

describe('refuseListed', () => {
  test('is silent on what the archive does not tell', () => {
    expect(refuseListed(ACCEPTS, {})).toBeUndefined();
    for (const key of Object.keys(FILM)) expect(refuseListed(ACCEPTS, without(key as never))).toBeUndefined();
  });

  test('refuses by one attribute alone, for the same reason as the film itself would be', () => {
    const one: [Partial<FilmFacts>, string][] = [
      [{ modality: 'CT' }, 'modality-not-accepted'],
      [{ sopClassUid: '1.2.840.10008.5.1.4.1.1.88.22' }, 'sop-class-not-accepted'],
      [{ sopClassUid: '1.2.840.10008.5.1.4.1.1.1.1.1' }, 'not-for-presentation'],
      [{ bodyPart: 'HIP' }, 'body-part-not-accepted'],
      [{ view: 'LL' }, 'view-not-accepted'],
      [{ numberOfFrames: 2 }, 'not-a-single-frame'],
      [{ photometricInterpretation: 'RGB' }, 'not-greyscale'],
      [{ imageType: ['LOCALIZER'] }, 'image-type-not-accepted'],
      [{ seriesDescription: 'report' }, 'series-not-accepted'],
    ];
    for (const [listed, reason] of one) {
      expect(refuseListed(ACCEPTS, listed)).toBe(reason);
      expect(acceptFilm(ACCEPTS, { ...FILM, ...listed })).toEqual({ accepted: false, reason });
    }
  });

  test('whatever the list tells of a film that is accepted, it does not refuse it', () => {
    fc.assert(
      fc.property(fc.subarray(Object.keys(FILM) as (keyof FilmFacts)[]), (names) => {
        expect(refuseListed(ACCEPTS, without(...names))).toBeUndefined();
      }),
    );
  });
});

describe('a manifest of another kind of film', () => {
  const accepts = acceptsSchema.parse({
    sopClasses: ['1.2.840.10008.5.1.4.1.1.1.2.1'],
    modalities: ['mg'],
    bodyParts: ['BREAST'],
    views: [],
    presentationIntents: ['FOR PROCESSING'],
    minimumAgeYears: 0,
    maximumAgeYears: 90,
  });
  const film: FilmFacts = {
    ...without('presentationLutShape', 'presentationIntent', 'view'),
    sopClassUid: '1.2.840.10008.5.1.4.1.1.1.2.1',
    modality: 'MG',
    bodyPart: 'MAMMA',
  };

  test('is served as well: nothing is taken for a chest film', () => {
    expect(acceptFilm(accepts, film)).toEqual({ accepted: true });
    expect(acceptFilm(accepts, { ...film, view: 'MLO' })).toEqual({ accepted: true });
  });

  test.each<[string, Partial<FilmFacts>, string]>([
    ['a chest', { bodyPart: 'CHEST' }, 'body-part-not-accepted'],
    ['a film for presentation', { sopClassUid: DX }, 'sop-class-not-accepted'],
    ['somebody too old', { ageYears: 91 }, 'age-not-accepted'],
  ])('refuses %s', (_, more, reason) => {
    expect(acceptFilm(accepts, { ...film, ...more })).toEqual({ accepted: false, reason });
  });

  test('an unknown key is a mistake that must not widen what is accepted', () => {
    expect(acceptsSchema.safeParse({ ...accepts, view: ['PA'] }).success).toBe(false);
    expect(acceptsSchema.safeParse({ ...accepts, sopClasses: undefined }).success).toBe(false);
  });
});
