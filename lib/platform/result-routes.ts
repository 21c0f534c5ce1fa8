/** Where a site's results go: an ordered policy, as data in sites.json. */
import { z } from 'zod';
import { isConfidential } from './is-confidential.ts';
import { secretReferenceSchema } from './secret-reference.ts';
import { tlsSchema } from './tls-settings.ts';

const whenSchema = z.enum(['always', 'otherwise']).default('always');

/** `create`: taken, whatever the server states; `never`: not to be sent there. */
const overrideSchema = z.enum(['create', 'never']).optional();
const resourcesSchema = z
  .strictObject({
    DiagnosticReport: overrideSchema,
    Observation: overrideSchema,
    Device: overrideSchema,
    DocumentReference: overrideSchema,
    Provenance: overrideSchema,
  })
  .default({});

const nameSchema = z
  .string()
  .regex(/^[a-z0-9-]{1,40}$/)
  .refine((name) => name !== 'ehr' && name !== 'hl7-engine', 'the name is taken by a route of the product');

const ehrRoute = z.strictObject({ to: z.literal('ehr'), when: whenSchema, resources: resourcesSchema });
const engineRoute = z.strictObject({ to: z.literal('hl7-engine'), when: whenSchema });
const serverRoute = z.strictObject({
  to: z.literal('results-server'),
  when: whenSchema,
  /** What the ledger and the pages call it. */
  name: nameSchema,
  /** Base of a FHIR R4 server that isn't the EHR's; there the patient is named by identifier. */
  base: z.url().refine(isConfidential, 'https, but on this machine itself'),
  authorization: z.union([
    z.literal('none'),
    z.strictObject({ bearer: secretReferenceSchema }),
    z.strictObject({ basic: z.strictObject({ user: z.string().min(1), password: secretReferenceSchema }) }),
  ]),
  tls: tlsSchema.optional(),
  resources: resourcesSchema,
});
const folderRoute = z.strictObject({
  to: z.literal('folder'),
  when: whenSchema,
  name: nameSchema,
  /** An existing folder; each result becomes one file, which appears whole or not at all. */
  path: z.string().min(1),
  format: z.enum(['hl7v2', 'fhir', 'pdf']),
});
const archiveRoute = z.strictObject({
  to: z.literal('archive'),
  when: whenSchema,
  name: nameSchema,
  /** Which of the site's archives, as `dicomweb` writes it: the report becomes an object of the study there (STOW-RS). */
  root: z.string(),
});

export const resultRouteSchema = z.discriminatedUnion('to', [
  ehrRoute,
  engineRoute,
  serverRoute,
  folderRoute,
  archiveRoute,
]);
export type ResultRoute = z.infer<typeof resultRouteSchema>;
export type ResultsServer = z.infer<typeof serverRoute>;
export type ResultsFolder = z.infer<typeof folderRoute>;
export type ResultsArchive = z.infer<typeof archiveRoute>;

export const resultsSchema = z.strictObject({
  /**
   * In the order in which they are thought of: `always`, or `otherwise`: only where no earlier one takes the result.
   * Where nothing is said: the EHR, and the HL7 engine where the site has one.
   */
  routes: z
    .array(resultRouteSchema)
    .min(1)
    .refine((routes) => new Set(routes.map(routeName)).size === routes.length, 'each route once'),
});

/** What the ledger calls the destination. */
export function routeName(route: ResultRoute): string {
  return 'name' in route ? route.name : route.to;
}
