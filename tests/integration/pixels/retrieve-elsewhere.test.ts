import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { row, archive, FILM, isList, retrieve, sendFilm, serve, stopServers } from './retrieve-server.ts';

/** A host that no site lists, and that hears whether anybody calls it. */
let trap: { root: string; heard: string[] };
beforeEach(async () => {
  const heard: string[] = [];
  const root = await serve((request, response) => {
    heard.push(`${request.url ?? ''} ${request.headers.authorization ?? ''}`);
    response.end('[]');
  });
  trap = { root, heard };
});
afterEach(stopServers);

describe('nobody but the site’s own archive is called', () => {
  test.each([301, 302, 303, 307, 308])('a list that redirects by %i is not followed', async (status) => {
    const root = await serve((_, response) => response.writeHead(status, { location: trap.root }).end());
    await expect(retrieve(root)).rejects.toMatchObject({ code: 'archive-redirected', failure: 'permanent' });
    expect(trap.heard).toEqual([]);
  });

  test.each([302, 307])('a film that redirects by %i is not followed', async (status) => {
    const root = await serve(
      archive(1, (_, response) => response.writeHead(status, { location: `${trap.root}film` }).end()),
    );
    await expect(retrieve(root)).rejects.toMatchObject({ code: 'archive-redirected' });
    expect(trap.heard).toEqual([]);
  });

  test('nor is a redirect that begins at the archive’s own host and another path', async () => {
    let strayed = false;
    const root = await serve((request, response) => {
      if (request.url?.startsWith('/dicom-web/')) response.writeHead(302, { location: '/admin' }).end();
      else strayed = true;
    });
    await expect(retrieve(root)).rejects.toMatchObject({ code: 'archive-redirected' });
    expect(strayed).toBe(false);
  });

  test('addresses within an answer are read by nobody', async () => {
    const asked: string[] = [];
    const root = await serve((request, response) => {
      asked.push(request.url ?? '');
      if (!isList(request)) {
        sendFilm(response);
        return;
      }
      response.setHeader('link', `<${trap.root}>; rel="next"`);
      response.setHeader('content-location', trap.root);
      response.end(
        JSON.stringify([
          {
            ...row(1),
            '00081190': { vr: 'UR', Value: [`${trap.root}studies/1.2.3`] },
            '00081192': { vr: 'UR', Value: [trap.root] },
            '7FE00010': { vr: 'OW', BulkDataURI: `${trap.root}bulk` },
          },
        ]),
      );
    });
    const [film] = await retrieve(root, { expected: 5 });
    expect(film?.bytes.length).toBe(FILM.length);
    expect(asked.every((url) => url.startsWith('/dicom-web/studies/1.2.3/'))).toBe(true);
    expect(trap.heard).toEqual([]);
  });

  test('UIDs that would leave the root never become an address', async () => {
    for (const uid of ['../../../admin', `1.2@${new URL(trap.root).host}`, '1.2?x=', '//evil/1.2', '1.2#']) {
      const asked: string[] = [];
      const root = await serve((request, response) => {
        asked.push(request.url ?? '');
        response.end(JSON.stringify([row(1, { '00080018': [uid] })]));
      });
      await expect(retrieve(root)).rejects.toMatchObject({ code: 'archive-answer-broken' });
      expect(asked).toHaveLength(1);
    }
    expect(trap.heard).toEqual([]);
  });
});
