import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { AppError } from './errors.ts';
import { sitesSchema, type Site } from './sites.ts';

/** Every setting of a Sightline process. `.env.example` is tested against it. */
export const environmentSchema = z.object({
  /** PostgreSQL 15 or newer; without it the supervisor starts an embedded one and sets this for its children. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /** What a browser calls this app: scheme, host, port; no path. */
  SIGHTLINE_URL: z.url().default('http://127.0.0.1:4000'),
  /** Where the web process listens. */
  SIGHTLINE_HOST: z.string().default('127.0.0.1'),
  /** sites.json: one entry per EHR installation. */
  SIGHTLINE_SITES: z.string().default('sites.json'),
  /** File with 32 random bytes as base64: encrypts tokens at rest. */
  SIGHTLINE_KEY_FILE: z.string(),
  /** Folder of model packages. */
  SIGHTLINE_MODELS: z.string().default('inference/models'),
  /** Tried one at a time, in this order. */
  SIGHTLINE_PROVIDERS: z.string().default('cuda,cpu'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
});

export interface Config {
  readonly databaseUrl: string;
  readonly url: URL;
  readonly host: string;
  readonly port: number;
  readonly encryptionKey: Buffer;
  readonly modelsDirectory: string;
  readonly providers: readonly ('cuda' | 'cpu')[];
  readonly logLevel: string;
  readonly sites: readonly Site[];
}

let loaded: Config | undefined;

/** The process's configuration, read at the first call and nowhere else. Throws one message with every problem. */
export function loadConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  loaded ??= readConfig(environment);
  return loaded;
}

/** Throws Error naming every setting that is missing or wrong. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const problems: string[] = [];
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success) throw new Error(`Configuration:\n${z.prettifyError(parsed.error)}`);
  const settings = parsed.data;
  const encryptionKey = attempt(problems, () => readEncryptionKey(settings.SIGHTLINE_KEY_FILE));
  const sites = attempt(problems, () => readSites(settings.SIGHTLINE_SITES));
  const providers = attempt(problems, () =>
    z.array(z.enum(['cuda', 'cpu'])).parse(settings.SIGHTLINE_PROVIDERS.split(',')),
  );
  if (!encryptionKey || !sites || !providers) throw new Error(`Configuration:\n${problems.join('\n')}`);
  const url = new URL(settings.SIGHTLINE_URL);
  return {
    databaseUrl: settings.DATABASE_URL,
    url,
    host: settings.SIGHTLINE_HOST,
    port: Number(url.port || (url.protocol === 'https:' ? 443 : 80)),
    encryptionKey,
    modelsDirectory: resolve(settings.SIGHTLINE_MODELS),
    providers,
    logLevel: settings.LOG_LEVEL,
    sites,
  };
}

/** The site with this id. Throws AppError `site-unknown`. */
export function siteById(config: Config, id: string): Site {
  const site = config.sites.find((candidate) => candidate.id === id);
  if (!site) throw new AppError('site-unknown', 'refused', { fields: { site: id } });
  return site;
}

/** The site whose EHR is this issuer, compared as a whole URL: an issuer that is not listed is never called. */
export function siteByIssuer(config: Config, issuer: string): Site | undefined {
  return config.sites.find((site) => trimSlash(site.fhir.issuer) === trimSlash(issuer));
}

function trimSlash(url: string): string {
  return url.replace(/\/+$/, '');
}

function readEncryptionKey(file: string): Buffer {
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64');
  if (key.length !== 32) throw new Error(`SIGHTLINE_KEY_FILE ${file}: 32 bytes as base64 are needed`);
  return key;
}

function readSites(file: string): readonly Site[] {
  const parsed = sitesSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!parsed.success) throw new Error(`SIGHTLINE_SITES ${file}:\n${z.prettifyError(parsed.error)}`);
  return parsed.data.sites;
}

function attempt<T>(problems: string[], read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    problems.push(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}
