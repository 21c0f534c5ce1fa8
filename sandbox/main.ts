import { parseArgs } from 'node:util';
import { z } from 'zod';
import { startHospital } from './hospital.ts';
import { EHR_NAMES } from './manners/manners-of.ts';

const port = z.coerce.number().int().min(0).max(65535);
const optionsSchema = z.object({
  ehr: z.enum(EHR_NAMES).default('open'),
  data: z.string().min(1),
  'ehr-port': port.default(0),
  'archive-port': port.default(0),
  'results-port': port.default(0),
  'launch-url': z.url(),
  'redirect-uri': z.url(),
  'jwks-url': z.url(),
  'orders-host': z.string().default('127.0.0.1'),
  'orders-port': port,
  'archive-url': z.url().optional(),
  'app-client': z.enum(['public', 'symmetric', 'asymmetric']).default('public'),
  /** Of a symmetric client. */
  'app-secret': z.string().default(''),
  'access-token-seconds': z.coerce.number().int().positive().optional(),
});

/**
 * The stand-in hospital as a process: flags as in optionsSchema. One JSON line on standard output, the Hospital, when
 * it is ready; it closes on SIGTERM, on SIGINT, and when its parent's IPC channel is gone.
 */
async function main(): Promise<void> {
  const names = Object.keys(optionsSchema.shape);
  const { values } = parseArgs({
    options: Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
  });
  const options = optionsSchema.parse(values);
  const seconds = options['access-token-seconds'];
  const archiveUrl = options['archive-url'];
  const kind = options['app-client'];
  const hospital = await startHospital({
    ehr: options.ehr,
    dataDir: options.data,
    ehrPort: options['ehr-port'],
    archivePort: options['archive-port'],
    resultsPort: options['results-port'],
    app: {
      launchUrl: options['launch-url'],
      redirectUri: options['redirect-uri'],
      jwksUrl: options['jwks-url'],
      authentication: kind === 'symmetric' ? { kind, secret: options['app-secret'] } : { kind },
      ordersHost: options['orders-host'],
      ordersPort: options['orders-port'],
    },
    ...(seconds === undefined ? {} : { accessTokenSeconds: seconds }),
    ...(archiveUrl === undefined ? {} : { archiveUrl }),
  });
  const stop = (): void => {
    void hospital.close().finally(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.once('disconnect', stop);
  process.stdout.write(`${JSON.stringify(hospital)}\n`);
}

await main();
