import { describe, expect, test } from 'vitest';
import { authorizedFetch } from '#lib/launch/authorized-fetch.ts';
import { listenHttp, sendJson } from './listen-http.ts';

describe('a request with the token', () => {
  test('is repeated once with a renewed token after a 401', async () => {
    const api = await listenHttp((request, response) =>
      sendJson(response, {}, request.headers.authorization === 'Bearer new' ? 200 : 401),
    );
    const rejected: (string | undefined)[] = [];
    const request = authorizedFetch((options) => {
      rejected.push(options?.rejected);
      return Promise.resolve(options?.rejected === undefined ? 'old' : 'new');
    });
    const response = await request(`${api.url}/Patient/1`, { method: 'POST', body: 'same' });
    expect(response.status).toBe(200);
    expect(rejected).toEqual([undefined, 'old']);
    expect(api.bodies).toEqual(['same', 'same']);
    await api.close();
  });

  test('that is refused twice is token-expired, and is not tried a third time', async () => {
    const api = await listenHttp((_, response) => sendJson(response, {}, 401));
    const request = authorizedFetch(() => Promise.resolve('t'));
    await expect(request(api.url)).rejects.toMatchObject({ code: 'token-expired' });
    expect(api.asked).toHaveLength(2);
    await api.close();
  });

  test.each([301, 302, 303, 307, 308])(
    'follows no redirect (%i), so that no other host sees the token',
    async (status) => {
      const other = await listenHttp((_, response) => sendJson(response, {}));
      const api = await listenHttp((_, response) =>
        response.writeHead(status, { location: other.url }).end(),
      );
      const request = authorizedFetch(() => Promise.resolve('t'));
      await expect(request(api.url)).rejects.toThrow();
      expect(other.asked).toEqual([]);
      await Promise.all([api.close(), other.close()]);
    },
  );

  test('replaces an authorization that the caller brought', async () => {
    const api = await listenHttp((_, response) => sendJson(response, {}));
    await authorizedFetch(() => Promise.resolve('t'))(api.url, {
      headers: { authorization: 'Basic x', accept: 'a/b' },
    });
    expect(api.headers[0]).toMatchObject({ authorization: 'Bearer t', accept: 'a/b' });
    await api.close();
  });
});
