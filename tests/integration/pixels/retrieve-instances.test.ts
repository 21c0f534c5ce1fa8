import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import {
  type RetrievalRequest,
  type RetrievedInstance,
  retrieveInstances,
} from '#lib/pixels/retrieve-instances.ts';
import type { StudyInstanceUid } from '#lib/standards/identifiers.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const FILM = new Uint8Array(300_000).fill(7);
const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

async function serve(handler: Handler): Promise<string> {
  const server = createServer(handler).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  stops.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/dicom-web/`;
}

const listed = (instances: number, sopClass = '1.2.840.10008.5.1.4.1.1.1') =>
  JSON.stringify(
    Array.from({ length: instances }, (_, i) => ({
      '00080016': { vr: 'UI', Value: [sopClass] },
      '00080018': { vr: 'UI', Value: [`1.2.3.${i + 1}`] },
      '00080060': { vr: 'CS', Value: ['DX'] },
      '0020000E': { vr: 'UI', Value: ['1.2.3'] },
    })),
  );

function sendFilm(response: ServerResponse, body: Uint8Array = FILM): void {
  response.writeHead(200, { 'content-type': 'multipart/related; type="application/dicom"; boundary="x y"' });
  response.write('\r\n--x y\r\nContent-Type: application/dicom\r\n\r\n');
  response.write(body);
  response.end('\r\n--x y--\r\n');
}

const isList = (request: IncomingMessage) => request.url?.includes('/instances?') === true;

function archive(
  instances: number,
  onFilm: Handler = (_, response) => {
    sendFilm(response);
  },
): Handler {
  return (request, response) => {
    if (isList(request)) response.end(listed(instances));
    else onFilm(request, response);
  };
}

async function retrieve(root: string, more: Partial<RetrievalRequest> = {}) {
  const studyInstanceUid = '1.2.3' as StudyInstanceUid;
  const authorization = () => Promise.resolve('Bearer t');
  const films: RetrievedInstance[] = [];
  for await (const film of retrieveInstances({ root, studyInstanceUid, authorization, ...more }))
    films.push(film);
  return films;
}

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

  test('does not follow a redirect to a host that nobody listed', async () => {
    let reached = false;
    const elsewhere = await serve((_, response) => {
      reached = true;
      response.end('[]');
    });
    const root = await serve((_, response) => response.writeHead(302, { location: elsewhere }).end());
    await expect(retrieve(root)).rejects.toMatchObject({ code: 'archive-redirected', failure: 'permanent' });
    expect(reached).toBe(false);
  });

  test('an archive that is down is unreachable, and that may pass', async () => {
    const root = await serve(() => undefined);
    stops.splice(0).forEach((stop) => {
      stop();
    });
    await expect(retrieve(root)).rejects.toMatchObject({ code: 'archive-unreachable', failure: 'transient' });
  });

  test('an archive that never answers is left in time', async () => {
    const root = await serve(() => undefined);
    const limits = { timeoutMs: 50 };
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

  test('refuses a study with too many instances and an instance with too many bytes', async () => {
    const root = await serve(archive(4));
    await expect(retrieve(root, { limits: { instances: 3 } })).rejects.toMatchObject({
      code: 'study-too-large',
    });
    const bytesPerInstance = FILM.length - 1;
    await expect(retrieve(root, { limits: { bytesPerInstance } })).rejects.toMatchObject({
      code: 'archive-answer-too-large',
    });
  });

  test('stops when it is cancelled', async () => {
    const root = await serve(archive(3, () => undefined));
    const retrieval = retrieve(root, { signal: AbortSignal.timeout(50) });
    await expect(retrieval).rejects.toMatchObject({ code: 'retrieval-cancelled' });
  });

  test('takes an object that comes bare', async () => {
    const bare: Handler = (_, response) =>
      response.writeHead(200, { 'content-type': 'application/dicom' }).end(FILM);
    const [film] = await retrieve(await serve(archive(1, bare)));
    expect(film?.bytes.length).toBe(FILM.length);
  });
});
