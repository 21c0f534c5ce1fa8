import type { ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { retrieveInstances } from '#lib/pixels/retrieve-instances.ts';
import { AppError } from '#lib/platform/errors.ts';
import { archive, FILM, requestOf, retrieve, sendFilm, serve, stopServers } from './retrieve-server.ts';

afterEach(stopServers);

/** Sends for ever, and tells when its client has gone. */
function sendWithoutEnd(response: ServerResponse, onGone: () => void): void {
  response.writeHead(200, { 'content-type': 'multipart/related; boundary=b' });
  response.write('--b\r\n\r\n');
  const timer = setInterval(() => response.write(Buffer.alloc(4096)), 5);
  response.on('close', () => {
    clearInterval(timer);
    onGone();
  });
}

describe('limits of a retrieval', () => {
  test('a study with too many instances and an instance with too many bytes are refused', async () => {
    const root = await serve(archive(4));
    await expect(retrieve(root, { limits: { instances: 3 } })).rejects.toMatchObject({
      code: 'study-too-large',
      failure: 'permanent',
    });
    expect(await retrieve(root, { limits: { instances: 4, bytesPerInstance: FILM.length } })).toHaveLength(4);
    const bytesPerInstance = FILM.length - 1;
    await expect(retrieve(root, { limits: { bytesPerInstance } })).rejects.toMatchObject({
      code: 'archive-answer-too-large',
    });
  });

  test('only what is fetched counts, not what the study holds', async () => {
    const root = await serve(archive(400));
    const films = await retrieve(root, { limits: { instances: 3 }, select: (all) => all.slice(0, 3) });
    expect(films).toHaveLength(3);
  });

  test('a study with too many bytes is given up while they come, not after', async () => {
    let sent = 0;
    const root = await serve(
      archive(10, (_, response) => {
        sent++;
        sendFilm(response);
      }),
    );
    const limits = { bytesPerStudy: 4 * (FILM.length + 200), concurrency: 1 };
    await expect(retrieve(root, { limits })).rejects.toMatchObject({ code: 'study-too-large' });
    expect(sent).toBe(5);
  });

  test('an answer that breaks off is no part of what a study may weigh', async () => {
    let asked = 0;
    const root = await serve(
      archive(1, (_, response) => {
        if (++asked > 1) {
          sendFilm(response);
          return;
        }
        response.writeHead(200, { 'content-type': 'multipart/related; boundary=b' });
        response.write('--b\r\n\r\n');
        response.write(FILM.subarray(1000), () => response.destroy());
      }),
    );
    expect(await retrieve(root, { limits: { bytesPerStudy: FILM.length + 200 } })).toHaveLength(1);
  });

  test('an instance that comes drop by drop is left in time', async () => {
    const root = await serve(archive(1, (_, response) => sendWithoutEnd(response, () => undefined)));
    await expect(retrieve(root, { limits: { instanceTimeoutMs: 150 } })).rejects.toMatchObject({
      code: 'archive-timeout',
      failure: 'transient',
    });
  });

  test('a study whose every instance is in time may still take too long', async () => {
    const root = await serve(
      archive(50, (_, response) => {
        setTimeout(() => {
          sendFilm(response);
        }, 40);
      }),
    );
    const limits = { studyTimeoutMs: 200, concurrency: 1 };
    await expect(retrieve(root, { limits })).rejects.toMatchObject({
      code: 'archive-timeout',
      failure: 'transient',
    });
  });

  test('the time that decoding takes is none of the archive’s', async () => {
    const root = await serve(archive(6));
    let films = 0;
    for await (const film of retrieveInstances(requestOf(root, { limits: { studyTimeoutMs: 400 } }))) {
      expect(film.bytes.length).toBe(FILM.length);
      await delay(120);
      films++;
    }
    expect(films).toBe(6);
  });

  test('while the consumer is slow, no more than `concurrency` instances are held, its own counted', async () => {
    let handedOut = 0;
    const root = await serve(
      archive(12, (_, response) => {
        handedOut++;
        sendFilm(response);
      }),
    );
    let consumed = 0;
    for await (const film of retrieveInstances(requestOf(root, { limits: { concurrency: 3 } }))) {
      expect(film.bytes.length).toBe(FILM.length);
      await delay(30);
      consumed++;
      expect(handedOut - consumed).toBeLessThanOrEqual(2);
    }
    expect(consumed).toBe(12);
  });
});

describe('cancelling a retrieval', () => {
  test('stops what is under way, and says that it was cancelled', async () => {
    const gone: number[] = [];
    const root = await serve(archive(9, (_, response) => sendWithoutEnd(response, () => gone.push(1))));
    const signal = AbortSignal.timeout(100);
    await expect(retrieve(root, { signal })).rejects.toMatchObject({
      code: 'retrieval-cancelled',
      failure: 'transient',
    });
    await delay(100);
    expect(gone).toHaveLength(3);
  });

  test('ends as whoever cancelled says it did', async () => {
    const root = await serve(archive(1, () => undefined));
    const controller = new AbortController();
    const retrieval = retrieve(root, { signal: controller.signal });
    setTimeout(() => {
      controller.abort(new AppError('attempt-superseded', 'permanent'));
    }, 30);
    await expect(retrieval).rejects.toMatchObject({ code: 'attempt-superseded' });
  });

  test('cancelled before it began, it asks nobody', async () => {
    let asked = 0;
    const root = await serve((_, response) => {
      asked++;
      response.end('[]');
    });
    await expect(retrieve(root, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'retrieval-cancelled',
    });
    expect(asked).toBe(0);
  });

  test('a pause before the next try ends with it', async () => {
    const root = await serve((_, response) => response.writeHead(503, { 'retry-after': '9' }).end());
    const began = performance.now();
    await expect(retrieve(root, { signal: AbortSignal.timeout(100) })).rejects.toMatchObject({
      code: 'retrieval-cancelled',
    });
    expect(performance.now() - began).toBeLessThan(3000);
  });

  test('a consumer that goes away leaves no request behind', async () => {
    const gone: number[] = [];
    const root = await serve((request, response) => {
      if (request.url?.endsWith('1.2.3.1')) sendFilm(response);
      else archive(5, (_, other) => sendWithoutEnd(other, () => gone.push(1)))(request, response);
    });
    for await (const film of retrieveInstances(requestOf(root))) {
      expect(film.bytes.length).toBe(FILM.length);
      break;
    }
    await delay(100);
    expect(gone).toHaveLength(2);
  });
});
