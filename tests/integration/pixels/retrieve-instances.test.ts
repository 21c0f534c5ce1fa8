import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import {
  archive,
  FILM,
  isList,
  listed,
  retrieve,
  sendFilm,
  serve,
  stopServers,
  type Handler,
} from './retrieve-server.ts';

afterEach(stopServers);

describe('retrieveInstances', () => {
  test('fetches every instance, in the order listed, with the authorization it was given', async () => {
    const seen = new Set<string | undefined>();
    const films = await retrieve(
      await serve((request, response) => {
        seen.add(request.headers.authorization);
        const number = Number(request.url?.at(-1));
        if (isList(request)) response.end(listed(7));
        // The first ones come last: the order must not be the network's.
        else
          setTimeout(
            () => {
              sendFilm(response, Uint8Array.of(number));
            },
            40 - 5 * number,
          );
      }),
    );
    expect(films.map(({ bytes }) => bytes[0])).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(films[0]).toMatchObject({ sopInstanceUid: '1.2.3.1', modality: 'DX' });
    expect([...seen]).toEqual(['Bearer t']);
  });

  test('asks for films as they are: an archive that compresses them once more is slower than the network', async () => {
    const seen = new Set<unknown>();
    const root = await serve(
      archive(2, (request, response) => {
        seen.add(request.headers['accept-encoding']);
        sendFilm(response, Uint8Array.of(1));
      }),
    );
    await retrieve(root);
    expect([...seen]).toEqual(['identity']);
  });

  test('never has more than three requests under way', async () => {
    let [now, most] = [0, 0];
    const root = await serve(
      archive(9, (_, response) => {
        most = Math.max(most, ++now);
        setTimeout(() => {
          now--;
          sendFilm(response);
        }, 10);
      }),
    );
    expect(await retrieve(root)).toHaveLength(9);
    expect(most).toBe(3);
  });

  test('asks again when the archive is busy for a moment', async () => {
    let asked = 0;
    const root = await serve(
      archive(1, (_, response) => {
        if (++asked === 1) response.writeHead(503).end();
        else sendFilm(response);
      }),
    );
    expect(await retrieve(root)).toHaveLength(1);
  });

  test('waits as long as a busy archive asks for, and no longer than somebody would wait', async () => {
    let asked = 0;
    const patient = await serve(
      archive(1, (_, response) => {
        if (++asked === 1) response.writeHead(429, { 'retry-after': '1' }).end();
        else sendFilm(response);
      }),
    );
    const began = performance.now();
    expect(await retrieve(patient)).toHaveLength(1);
    expect(performance.now() - began).toBeGreaterThan(900);
    const gone = await serve((_, response) => response.writeHead(503, { 'retry-after': '3600' }).end());
    await expect(retrieve(gone)).rejects.toMatchObject({ code: 'archive-busy', failure: 'transient' });
  });

  test('asks again when an answer breaks off, and never hands out the half', async () => {
    let asked = 0;
    const root = await serve(
      archive(1, (_, response) => {
        if (++asked > 1) {
          sendFilm(response);
          return;
        }
        response.writeHead(200, { 'content-type': 'multipart/related; boundary=b' });
        response.write('--b\r\n\r\nhalf', () => response.destroy());
      }),
    );
    const [film] = await retrieve(root);
    expect(film?.bytes.length).toBe(FILM.length);
  });

  test.each([
    [401, 'archive-refused', 'permanent'],
    [403, 'archive-refused', 'permanent'],
    [404, 'study-not-found', 'permanent'],
    [500, 'archive-answer-broken', 'permanent'],
  ])('a status of %i ends as %s', async (status, code, failure) => {
    const root = await serve((_, response) => response.writeHead(status).end());
    await expect(retrieve(root)).rejects.toMatchObject({ code, failure });
  });

  test('an archive that is down is unreachable, and that may pass', async () => {
    const root = await serve(() => undefined);
    stopServers();
    await expect(retrieve(root)).rejects.toMatchObject({ code: 'archive-unreachable', failure: 'transient' });
  });

  test('an archive that never answers is left in time', async () => {
    const root = await serve(() => undefined);
    const limits = { instanceTimeoutMs: 50 };
    await expect(retrieve(root, { limits })).rejects.toMatchObject({
      code: 'archive-timeout',
      failure: 'transient',
    });
  });

  test.each([
    ['no content', (response: ServerResponse) => response.writeHead(204).end()],
    ['an empty list', (response: ServerResponse) => response.end('[]')],
    ['reports only', (response: ServerResponse) => response.end(listed(2, '1.2.840.10008.5.1.4.1.1.88.22'))],
  ])('%s is a study without images', async (_, answer) => {
    const root = await serve((_request, response) => {
      answer(response);
    });
    await expect(retrieve(root)).rejects.toMatchObject({ code: 'study-without-images' });
  });

  test('refuses a list that is none', async () => {
    const root = await serve((_, response) => response.end('<html>login</html>'));
    await expect(retrieve(root)).rejects.toMatchObject({ code: 'archive-answer-broken' });
  });

  test('takes an object that comes bare', async () => {
    const bare: Handler = (_, response) =>
      response.writeHead(200, { 'content-type': 'application/dicom' }).end(FILM);
    const [film] = await retrieve(await serve(archive(1, bare)));
    expect(film?.bytes.length).toBe(FILM.length);
  });

  test('fetches what the choice leaves, in its order, and may fetch nothing', async () => {
    const asked: string[] = [];
    const root = await serve(
      archive(5, (request, response) => {
        asked.push(request.url ?? '');
        sendFilm(response);
      }),
    );
    const films = await retrieve(root, { select: (all) => all.filter((_, i) => i % 2 === 1).toReversed() });
    expect(films.map(({ sopInstanceUid }) => sopInstanceUid)).toEqual(['1.2.3.4', '1.2.3.2']);
    expect(asked).toHaveLength(2);
    expect(await retrieve(root, { select: () => [] })).toEqual([]);
    expect(asked).toHaveLength(2);
  });
});
