import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSmartStyle } from '#lib/launch/read-smart-style.ts';
import { siteFixture } from '#tests/unit/platform/site-fixture.ts';

let url: string;
let answer: { status?: number; location?: string; body: string };
let asked = 0;
const server = createServer((_, response) => {
  asked += 1;
  const { status = 200, location, body } = answer;
  response.writeHead(status, location === undefined ? {} : { location }).end(body);
});

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});
afterAll(() => {
  server.close();
});
const read = (style: unknown, at = `${url}/style`) => {
  answer = { body: typeof style === 'string' ? style : JSON.stringify(style) };
  return readSmartStyle(siteFixture({ issuer: `${url}/fhir` }), at, []);
};

test('takes two colours that can be read upon, and nothing else', async () => {
  const style = {
    color_background: '#fff8f0',
    color_highlight: '#7b1f34',
    dim_font_size: '99px',
    x: 'url(//e)',
  };
  expect(await read(style)).toEqual({ background: '#fff8f0', highlight: '#7b1f34' });
});

test.each<[object, string]>([
  [{ color_background: '#111111' }, 'dark words on black'],
  [{ color_highlight: '#ffff00' }, 'white words on yellow'],
  [{ color_background: 'red;background:url(//evil.example)' }, 'CSS of theirs'],
  [{ color_highlight: 7 }, 'no text'],
])('leaves %j (%s)', async (style) => {
  expect(await read(style)).toEqual({});
});

test.each(['no JSON', `"${'x'.repeat(20_000)}"`])('is undefined for what can’t be read', async (body) => {
  expect(await read(body)).toBeUndefined();
});

test('asks no other host than the EHR’s, and follows no redirect there', async () => {
  const before = asked;
  const elsewhere = siteFixture({ issuer: 'https://ehr.example/fhir' });
  for (const address of [`${url}/style`, 'http://169.254.169.254/latest', 'file:///etc/passwd', 'x'])
    expect(await readSmartStyle(elsewhere, address, [])).toBeUndefined();
  expect(asked).toBe(before);
  answer = { status: 302, location: 'http://169.254.169.254/', body: '' };
  const own = siteFixture({ issuer: `${url}/fhir` });
  expect(await readSmartStyle(own, `${url}/style`, [])).toBeUndefined();
});
