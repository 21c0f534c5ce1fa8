import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GET } from '../../../app/api/locale/route.ts';
import { sameOriginPath } from '../../../app/api/locale/same-origin-path.ts';

test('the language switch returns to the page that it came from', () => {
  expect(sameOriginPath('/studies/L1/k2?film=1')).toBe('/studies/L1/k2?film=1');
});

test.each([
  null,
  '',
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '/.//evil.example',
  'javascript:alert(1)',
])('the language switch never leaves this origin (%s)', (back) => {
  expect(sameOriginPath(back)).toBe('/');
});

test('whatever is asked, a browser stays on this origin', { timeout: 30_000 }, () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.webUrl(),
        fc.string().map((s) => `/${s}`),
      ),
      (back) => {
        expect(new URL(sameOriginPath(back), 'http://127.0.0.1:4000').host).toBe('127.0.0.1:4000');
      },
    ),
  );
});

test('only a language that has messages is remembered, in a cookie that an embedded frame keeps', () => {
  const answer = (to: string) => GET(new Request(`http://127.0.0.1:4000/api/locale?to=${to}&back=/`));
  expect(answer('ko').headers.get('set-cookie')).toMatch(
    /^sightline-locale=ko; .*Secure; SameSite=None; Partitioned$/,
  );
  expect(answer('xx').headers.get('set-cookie')).toBeNull();
  expect(answer('ko').status).toBe(303);
});
