import { afterEach, describe, expect, test } from 'vitest';
import { listInstances } from '#lib/pixels/list-instances.ts';
import { openArchive } from '#lib/pixels/retrieve-instances.ts';
import { requestOf, row, serve, STUDY, stopServers, type Handler } from './retrieve-server.ts';

afterEach(stopServers);

async function listFrom(handler: Handler, expected?: number) {
  const archive = openArchive(requestOf(await serve(handler)));
  return listInstances(archive, STUDY, expected);
}
const rows = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => row(from + i));
const offsetOf = (url = '') => Number(new URL(url, 'http://x').searchParams.get('offset') ?? 0);

describe('what an archive lists', () => {
  test('is read as far as it is told', async () => {
    const [film] = await listFrom((_, response) =>
      response.end(
        JSON.stringify([
          row(1, {
            '00080008': ['DERIVED', '', 'Secondary'],
            '00180015': ['Chest'],
            '00185101': ['pa '],
            '00280008': ['1'],
            '00280004': ['MONOCHROME2'],
            '0008103E': ['Thorax PA'],
            '00100020': ['P-1'],
            '00082112': [
              { '00081155': { vr: 'UI', Value: ['1.2.9'] } },
              { '00081155': { Value: ['1.2.8'] } },
            ],
          }),
        ]),
      ),
    );
    expect(film).toEqual({
      sopInstanceUid: '1.2.3.1',
      seriesInstanceUid: '1.2.3',
      sopClassUid: '1.2.840.10008.5.1.4.1.1.1',
      modality: 'DX',
      imageType: ['DERIVED', 'SECONDARY'],
      bodyPart: 'CHEST',
      view: 'PA',
      numberOfFrames: 1,
      photometricInterpretation: 'MONOCHROME2',
      seriesDescription: 'Thorax PA',
      patientId: 'P-1',
      sources: ['1.2.9', '1.2.8'],
    });
  });

  test('a row that comes twice is one, and tags may be written small', async () => {
    const small = Object.fromEntries(
      Object.entries(row(2)).map(([tag, value]) => [tag.toLowerCase(), value as unknown]),
    );
    const found = await listFrom((_, response) => response.end(JSON.stringify([row(1), row(1), small])));
    expect(found.map(({ sopInstanceUid }) => sopInstanceUid)).toEqual(['1.2.3.1', '1.2.3.2']);
  });

  test('is asked for once more where fewer came than the EHR counts, from where it ended', async () => {
    const offsets: number[] = [];
    const capped: Handler = (request, response) => {
      offsets.push(offsetOf(request.url));
      response.end(JSON.stringify(rows(1, 250).slice(offsetOf(request.url), offsetOf(request.url) + 100)));
    };
    expect(await listFrom(capped, 250)).toHaveLength(250);
    expect(offsets).toEqual([0, 100, 200]);
  });

  test('is asked for once more where the archive warns that there is more', async () => {
    const warning: Handler = (request, response) => {
      const more = offsetOf(request.url) === 0;
      response.writeHead(200, more ? { warning: '299 dicom: "there are 1 additional results"' } : {});
      response.end(JSON.stringify(more ? [row(1)] : [row(2)]));
    };
    expect(await listFrom(warning)).toHaveLength(2);
  });

  test.each<[string, Handler]>([
    ['knows no offset', (_, response) => response.end(JSON.stringify(rows(1, 3)))],
    [
      'has no more, and calls the question wrong',
      (request, response) =>
        offsetOf(request.url) === 0
          ? response.end(JSON.stringify(rows(1, 3)))
          : response.writeHead(400).end(),
    ],
    [
      'has no more, and says so',
      (request, response) =>
        offsetOf(request.url) === 0
          ? response.end(JSON.stringify(rows(1, 3)))
          : response.writeHead(204).end(),
    ],
  ])('an archive that %s is not asked for ever', async (_, handler) => {
    let asked = 0;
    const found = await listFrom((request, response) => {
      asked++;
      handler(request, response);
    }, 9);
    expect(found).toHaveLength(3);
    expect(asked).toBe(2);
  });

  test('an archive that refuses to include a tag is asked without', async () => {
    const handler: Handler = (request, response) =>
      request.url?.includes('includefield')
        ? response.writeHead(400).end()
        : response.end(JSON.stringify(rows(1, 2)));
    expect(await listFrom(handler)).toHaveLength(2);
  });

  test.each([
    ['a UID that is none', [row(1, { '00080018': ['1.2/../../admin'] })]],
    ['no UID', [row(1, { '0020000E': [] })]],
    ['a list of something else', [1, 2]],
    ['no list', { error: 'no' }],
  ])('refuses %s', async (_, answer) => {
    await expect(
      listFrom((_request, response) => response.end(JSON.stringify(answer))),
    ).rejects.toMatchObject({
      code: 'archive-answer-broken',
      failure: 'permanent',
    });
  });

  test('a list without end is given up', async () => {
    const endless: Handler = (request, response) => {
      const offset = offsetOf(request.url);
      response.end(JSON.stringify(rows(offset + 1, offset + 5000)));
    };
    await expect(listFrom(endless)).rejects.toMatchObject({ code: 'study-too-large' });
  });
});
