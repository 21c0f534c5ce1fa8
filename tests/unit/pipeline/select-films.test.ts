import { describe, expect, test } from 'vitest';
import { acceptsSchema } from '#inference/models/manifest-accepts.ts';
import { selectFilms } from '#lib/pipeline/select-films.ts';
import type { ListedInstance } from '#lib/pixels/list-instances.ts';

const accepts = acceptsSchema.parse({
  sopClasses: ['1.2.840.10008.5.1.4.1.1.1.1', '1.2.840.10008.5.1.4.1.1.7'],
  modalities: ['DX'],
  bodyParts: ['CHEST'],
  views: ['PA'],
  presentationIntents: ['FOR PRESENTATION'],
  excludedImageTypes: ['LOCALIZER'],
  minimumAgeYears: 18,
});
const film = (sopInstanceUid: string, more: Partial<ListedInstance> = {}): ListedInstance => ({
  sopInstanceUid,
  seriesInstanceUid: '9.1',
  sopClassUid: '1.2.840.10008.5.1.4.1.1.1.1',
  modality: 'DX',
  ...more,
});
const outcome = (...listed: ListedInstance[]) => {
  const { wanted, leftOut } = selectFilms(accepts, listed);
  return {
    wanted: wanted.map(({ sopInstanceUid }) => sopInstanceUid),
    leftOut: leftOut.map(({ instance, reason }) => [instance.sopInstanceUid, reason]),
  };
};

describe('selectFilms', () => {
  test('fetches what the manifest asks for and names the rest', () => {
    expect(
      outcome(
        film('1.1', { imageType: ['ORIGINAL', 'PRIMARY', 'LOCALIZER'] }),
        film('1.2'),
        film('1.3', { sopClassUid: '1.2.840.10008.5.1.4.1.1.1.1.1' }),
        film('1.4', { modality: 'OT', sopClassUid: '1.2.840.10008.5.1.4.1.1.7' }),
        film('1.5', { view: 'LL' }),
      ),
    ).toEqual({
      wanted: ['1.2'],
      leftOut: [
        ['1.1', 'image-type-not-accepted'],
        ['1.3', 'not-for-presentation'],
        ['1.4', 'modality-not-accepted'],
        ['1.5', 'view-not-accepted'],
      ],
    });
  });

  test('the same object in a second series is fetched once', () => {
    expect(outcome(film('1.1'), film('1.1', { seriesInstanceUid: '9.2' }))).toEqual({
      wanted: ['1.1'],
      leftOut: [['1.1', 'duplicate-instance']],
    });
  });

  test('a copy that names its source is left out, the source is not, in whatever order they are listed', () => {
    const [source, copy] = [film('1.1'), film('1.2', { sources: ['1.1'] })];
    const expected = { wanted: ['1.1'], leftOut: [['1.2', 'processed-copy']] };
    expect(outcome(source, copy)).toEqual(expected);
    expect(outcome(copy, source)).toEqual(expected);
  });

  test('a copy whose source the model does not take is fetched: its own header decides', () => {
    const source = film('1.1', { imageType: ['LOCALIZER'] });
    expect(outcome(source, film('1.2', { sources: ['1.1'] })).wanted).toEqual(['1.2']);
  });

  test('what may turn out a copy is fetched after what it may be a copy of', () => {
    const secondary = film('1.1', { imageType: ['DERIVED', 'SECONDARY'] });
    expect(outcome(secondary, film('1.2'), film('1.3')).wanted).toEqual(['1.2', '1.3', '1.1']);
  });

  test('of a long series one instance is named, of a short one all', () => {
    const slices = (count: number, series: string) =>
      Array.from({ length: count }, (_, i) =>
        film(`${series}.${String(i + 1)}`, { modality: 'CT', seriesInstanceUid: series }),
      );
    const { wanted, leftOut } = outcome(...slices(300, '5'), film('1.1'), ...slices(3, '6'));
    expect(wanted).toEqual(['1.1']);
    expect(leftOut.map(([uid]) => uid)).toEqual(['5.1', '6.1', '6.2', '6.3']);
  });
});
