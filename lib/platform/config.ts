import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import type { StorageLimits } from './disk-space.ts';
import { AppError } from './errors.ts';
import type { ModelSettings } from './model-settings.ts';
import { isConfidential } from './is-confidential.ts';
import { sitesSchema, type Site } from './sites.ts';
import { openVaultKeys } from './vault-keys.ts';
import type { VaultKeys } from './vault.ts';

const providersSchema = z.array(z.enum(['tensorrt', 'cuda', 'cpu']));

/** Every setting of a Sightline process. `.env.example` is tested against it. */
export const environmentSchema = z.object({
  /** PostgreSQL 15 or newer; without it the supervisor starts an embedded one and sets this for its children. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /** What a browser calls this app: scheme, host, port; no path. */
  SIGHTLINE_URL: z
    .url({ protocol: /^https?$/ })
    .refine((url) => /^https?:\/\/[^/?#@]+\/?$/.test(url), 'scheme, host and port only')
    .refine(isConfidential, 'https, but on this machine itself')
    .default('http://127.0.0.1:4000'),
  /** Where the web process listens. */
  SIGHTLINE_HOST: z.string().default('127.0.0.1'),
  /** The port it listens on, which behind a TLS proxy is not the one in SIGHTLINE_URL. */
  SIGHTLINE_PORT: z.coerce.number().int().min(1).max(65535).default(4000),
  /** sites.json: one entry per EHR installation. */
  SIGHTLINE_SITES: z.string().default('sites.json'),
  /** File with 32 random bytes as base64: encrypts tokens at rest. More lines: former keys, which only open. */
  SIGHTLINE_KEY_FILE: z.string().optional(),
  /** The same as a value, where an orchestrator injects secrets so. */
  SIGHTLINE_KEY: z.string().default(''),
  /** A command that prints them: a key management service's client. */
  SIGHTLINE_KEY_COMMAND: z.string().default(''),
  /** Folder of model packages. */
  SIGHTLINE_MODELS: z.string().default('inference/models'),
  /** Tried one at a time, in this order. */
  SIGHTLINE_PROVIDERS: z
    .string()
    .refine(
      (names) => providersSchema.safeParse(names.split(',')).success,
      'tensorrt, cuda and cpu, with commas between them',
    )
    .default('cuda,cpu'),
  /** The port on which a worker gives its metrics to Prometheus, at SIGHTLINE_METRICS_HOST; 0: it gives none. */
  SIGHTLINE_METRICS_PORT: z.coerce.number().int().min(0).max(65535).default(0),
  SIGHTLINE_METRICS_HOST: z.string().default('127.0.0.1'),
  /** Whether this worker listens for the sites' HL7 orders; one worker does. */
  SIGHTLINE_ORDERS: z.enum(['on', 'off']).default('on'),
  /** The supervisor's folder: embedded database, keys that it makes itself. */
  SIGHTLINE_STATE: z.string().default('.sightline'),
  /** The database's folder where it is on this machine, whose free space is then watched; the supervisor sets it. */
  SIGHTLINE_STORAGE_FOLDER: z.string().default(''),
  /** Free space there, below which is warned, and below which nothing new is begun. */
  SIGHTLINE_STORAGE_FREE_WARN_MB: z.coerce.number().min(0).default(2048),
  SIGHTLINE_STORAGE_FREE_STOP_MB: z.coerce.number().min(0).default(512),
  /** The database's size, above which is warned, and above which nothing new is begun; 0: no limit. */
  SIGHTLINE_STORAGE_WARN_MB: z.coerce.number().min(0).default(0),
  SIGHTLINE_STORAGE_STOP_MB: z.coerce.number().min(0).default(0),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
});

export interface Config {
  readonly databaseUrl: string;
  readonly url: URL;
  readonly host: string;
  readonly port: number;
  readonly vaultKeys: VaultKeys;
  readonly modelsDirectory: string;
  readonly providers: readonly ('tensorrt' | 'cuda' | 'cpu')[];
  readonly receivesOrders: boolean;
  /** Where a worker gives its metrics, if anywhere. */
  readonly metrics?: { readonly host: string; readonly port: number };
  readonly storage: StorageLimits;
  readonly logLevel: string;
  readonly sites: readonly Site[];
  /** Where each model runs, by its id. */
  readonly models: Readonly<Record<string, ModelSettings>>;
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
  if (!parsed.success) problems.push(z.prettifyError(parsed.error));
  // Each file is looked at even where another setting is wrong: all problems are told at once.
  const { SIGHTLINE_KEY, SIGHTLINE_KEY_FILE, SIGHTLINE_KEY_COMMAND } = environment;
  const { SIGHTLINE_SITES: sitesFile = 'sites.json' } = environment;
  const vaultKeys = attempt(problems, () =>
    openVaultKeys({ SIGHTLINE_KEY, SIGHTLINE_KEY_FILE, SIGHTLINE_KEY_COMMAND }),
  );
  const sites = attempt(problems, () => readSites(sitesFile));
  if (!parsed.success || !vaultKeys || !sites) throw new Error(`Configuration:\n${problems.join('\n')}`);
  const settings = parsed.data;
  const url = new URL(settings.SIGHTLINE_URL);
  return {
    databaseUrl: settings.DATABASE_URL,
    url,
    host: settings.SIGHTLINE_HOST,
    port: settings.SIGHTLINE_PORT,
    vaultKeys,
    modelsDirectory: resolve(settings.SIGHTLINE_MODELS),
    providers: providersSchema.parse(settings.SIGHTLINE_PROVIDERS.split(',')),
    ...(settings.SIGHTLINE_METRICS_PORT === 0
      ? {}
      : { metrics: { host: settings.SIGHTLINE_METRICS_HOST, port: settings.SIGHTLINE_METRICS_PORT } }),
    receivesOrders: settings.SIGHTLINE_ORDERS === 'on',
    storage: storageOf(settings),
    logLevel: settings.LOG_LEVEL,
    sites: sites.sites,
    models: sites.models,
  };
}

const MEGABYTE = 1024 * 1024;

function storageOf(settings: z.infer<typeof environmentSchema>): StorageLimits {
  const { SIGHTLINE_STORAGE_FOLDER: folder } = settings;
  return {
    ...(folder === '' ? {} : { folder }),
    free: {
      warn: settings.SIGHTLINE_STORAGE_FREE_WARN_MB * MEGABYTE,
      stop: settings.SIGHTLINE_STORAGE_FREE_STOP_MB * MEGABYTE,
    },
    size: {
      warn: settings.SIGHTLINE_STORAGE_WARN_MB * MEGABYTE,
      stop: settings.SIGHTLINE_STORAGE_STOP_MB * MEGABYTE,
    },
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

function readSites(file: string): z.infer<typeof sitesSchema> {
  const text = readSetting('SIGHTLINE_SITES', file);
  const parsed = sitesSchema.safeParse(parseJson(text));
  if (!parsed.success) throw new Error(`SIGHTLINE_SITES ${file}:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

function readSetting(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new Error(`${name} ${file}: there is no such file that can be read`);
  }
}

/** Undefined for what is no JSON, which no schema accepts. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function attempt<T>(problems: string[], read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    problems.push(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}
