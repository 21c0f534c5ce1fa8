import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { environmentSchema, readConfig, siteById, siteByIssuer } from '#lib/platform/config.ts';
import { SITE } from './site-fixture.ts';

let folder: string;
let complete: NodeJS.ProcessEnv;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sightline-config-'));
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  complete = {
    NODE_ENV: 'test',
    DATABASE_URL: 'postgres://sightline@127.0.0.1/sightline',
    SIGHTLINE_KEY_FILE: write('key', `${randomBytes(32).toString('base64')}\n`),
    SIGHTLINE_SITES: write('sites.json', JSON.stringify({ sites: [SITE] })),
  };
  write('short-key', randomBytes(16).toString('base64'));
  write('no-sites.json', '{"sites": []}');
  write('no-json.json', '{');
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const complaint = (environment: NodeJS.ProcessEnv): string => {
  try {
    readConfig(environment);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return '';
};

describe('readConfig', () => {
  test('fills in what is not set', () => {
    expect(readConfig(complete)).toMatchObject({
      host: '127.0.0.1',
      port: 4000,
      providers: ['cuda', 'cpu'],
      logLevel: 'info',
      sites: [{ id: 'general' }],
    });
  });

  test('listens on a port of its own, whatever a browser calls the app', () => {
    expect(readConfig({ ...complete, SIGHTLINE_URL: 'https://sightline.example' }).port).toBe(4000);
    expect(readConfig({ ...complete, SIGHTLINE_PORT: '4711' }).port).toBe(4711);
  });

  test('names every problem in one message', () => {
    const message = complaint({
      ...complete,
      DATABASE_URL: 'mysql://nowhere',
      SIGHTLINE_URL: 'not a URL',
      SIGHTLINE_KEY_FILE: join(folder, 'short-key'),
      SIGHTLINE_KEY: 'a second one',
      SIGHTLINE_SITES: join(folder, 'no-sites.json'),
      SIGHTLINE_PROVIDERS: 'cuda,abacus',
      SIGHTLINE_PORT: '0',
      SIGHTLINE_METRICS_PORT: '70000',
      SIGHTLINE_ORDERS: 'maybe',
      SIGHTLINE_STORAGE_FREE_WARN_MB: 'much',
      SIGHTLINE_STORAGE_FREE_STOP_MB: '-1',
      SIGHTLINE_STORAGE_WARN_MB: 'x',
      SIGHTLINE_STORAGE_STOP_MB: 'y',
      LOG_LEVEL: 'loud',
    });
    const anyText = [
      'SIGHTLINE_HOST',
      'SIGHTLINE_METRICS_HOST',
      'SIGHTLINE_MODELS',
      'SIGHTLINE_STATE',
      'SIGHTLINE_STORAGE_FOLDER',
    ];
    for (const name of Object.keys(environmentSchema.shape)) {
      if (anyText.includes(name)) continue;
      expect(message).toContain(name);
    }
  });

  test('names the setting whose file is missing or is no JSON', () => {
    const message = complaint({
      ...complete,
      SIGHTLINE_KEY_FILE: join(folder, 'absent'),
      SIGHTLINE_SITES: join(folder, 'no-json.json'),
    });
    expect(message).toContain('SIGHTLINE_KEY_FILE');
    expect(message).toContain('SIGHTLINE_SITES');
  });

  test('never repeats the key', () => {
    const key = readFileSync(join(folder, 'short-key'), 'utf8');
    expect(complaint({ ...complete, SIGHTLINE_KEY_FILE: join(folder, 'short-key') })).not.toContain(key);
  });

  test('refuses to be reached, or to reach an EHR, in the clear over a network', () => {
    expect(complaint({ ...complete, SIGHTLINE_URL: 'http://sightline.hospital.example' })).toContain('https');
    for (const near of ['http://localhost:4000', 'http://127.0.0.1:4000', 'http://[::1]:4000'])
      expect(readConfig({ ...complete, SIGHTLINE_URL: near }).url.href).toBe(`${near}/`);
  });

  test('takes its key from the environment or from a command as well', () => {
    const key = randomBytes(32).toString('base64');
    const keyless = { ...complete, SIGHTLINE_KEY_FILE: '' };
    for (const source of [{ SIGHTLINE_KEY: key }, { SIGHTLINE_KEY_COMMAND: `/bin/echo ${key}` }])
      expect(readConfig({ ...keyless, ...source }).vaultKeys.current()).toEqual([Buffer.from(key, 'base64')]);
    expect(complaint({ ...keyless, SIGHTLINE_KEY_COMMAND: '/bin/false' })).toContain('SIGHTLINE_KEY_COMMAND');
    expect(complaint(keyless)).toContain('SIGHTLINE_KEY_FILE');
  });

  test('refuses an address of the app that has a path, which callbacks would lose', () => {
    expect(complaint({ ...complete, SIGHTLINE_URL: 'https://h.example/sightline' })).toContain(
      'SIGHTLINE_URL',
    );
  });
});

describe('the sites of a configuration', () => {
  test('an issuer is known with or without its last slash, and never by a part of it', () => {
    const config = readConfig(complete);
    expect(siteByIssuer(config, SITE.fhir.issuer)?.id).toBe('general');
    expect(siteByIssuer(config, `${SITE.fhir.issuer}/`)?.id).toBe('general');
    for (const foreign of [
      '',
      'https://fhir.general.example',
      `${SITE.fhir.issuer}.evil.example`,
      `${SITE.fhir.issuer}/../evil`,
      `${SITE.fhir.issuer}?x`,
      SITE.fhir.issuer.toUpperCase(),
    ])
      expect(siteByIssuer(config, foreign)).toBeUndefined();
  });

  test('an id that is not configured is refused', () => {
    expect(() => siteById(readConfig(complete), 'elsewhere')).toThrow(
      expect.objectContaining({ code: 'site-unknown' }),
    );
  });
});

test('.env.example names exactly the settings that there are', () => {
  const lines = readFileSync('.env.example', 'utf8').split('\n');
  const named = lines.flatMap((line) => /^(?:# )?([A-Z][A-Z_]+)=/.exec(line)?.[1] ?? []);
  expect(named.sort()).toEqual(Object.keys(environmentSchema.shape).sort());
});

test('the defaults that .env.example shows are the real ones', () => {
  const shown = Object.fromEntries(
    readFileSync('.env.example', 'utf8')
      .split('\n')
      .flatMap((line) => {
        const [, name, value] = /^# ([A-Z][A-Z_]+)=(.*)$/.exec(line) ?? [];
        return name === undefined ? [] : [[name, value]];
      }),
  ) as Record<string, string>;
  const required = { DATABASE_URL: 'postgres://h/d', SIGHTLINE_KEY_FILE: 'k' };
  expect(environmentSchema.parse({ ...required, ...shown })).toEqual(environmentSchema.parse(required));
});
