import { z } from 'zod';
import { hl7ResultsSchema } from './hl7-results.ts';
import { isConfidential } from './is-confidential.ts';
import { modelSettingsSchema } from './model-settings.ts';
import { resultsSchema, type ResultRoute } from './result-routes.ts';
import { secretReferenceSchema } from './secret-reference.ts';
import { tlsSchema } from './tls-settings.ts';

const fhirSchema = z.strictObject({
  /** FHIR base as the EHR names itself in `iss`. */
  issuer: z.url().refine(isConfidential, 'https, but on this machine itself'),
  /** The interactive launch's client; PKCE S256 always. */
  clientId: z.string(),
  /** How it proves itself at the token endpoint (SMART 2.2): not at all (a public client), by a secret, or by a signed assertion. */
  authentication: z
    .union([
      z.literal('none'),
      z.strictObject({ secret: secretReferenceSchema }),
      z.strictObject({ privateKey: secretReferenceSchema }),
    ])
    .optional(),
  /** What a launch asks for instead of the least that works. */
  scopes: z.string().optional(),
  /** How scopes are written; else as the EHR says that it reads them. */
  scopeSyntax: z.enum(['v1', 'v2']).optional(),
  /** The refresh token that is asked for: for the time of the user's session, beyond it, or none. */
  refresh: z.enum(['none', 'online', 'offline']).optional(),
  /**
   * Our redirect URI at this EHR: `/launch/callback`, or with `own` `/launch/callback/<id of the site>`. With several
   * EHRs each should have its own, unless all of them name themselves in their answers (RFC 9207).
   */
  callback: z.enum(['shared', 'own']).optional(),
  /** Whether a launch may begin here, with the EHR's own patient picker. */
  standaloneLaunch: z.boolean().optional(),
  /** SMART Backend Services client, for orders with nobody watching. */
  backend: z
    .strictObject({
      clientId: z.string(),
      scopes: z.string().optional(),
      /** A JWK or a JWK set: `npm run ops -- keys rotate` adds the next one. */
      privateKey: secretReferenceSchema,
    })
    .optional(),
  /** Identifier systems whose values stand in DICOM PatientID (0010,0020) and in PID-3. */
  patientIdentifierSystems: z.array(z.string()).min(1),
  /** By such a system, the Issuer of Patient ID (0010,0021) that stands beside its numbers in the archive. */
  patientIdIssuers: z.record(z.string(), z.string().trim().min(1)).optional(),
});

const dicomwebSchema = z.strictObject({
  /** Root of QIDO-RS, WADO-RS and STOW-RS. Only these roots are ever called, whatever an Endpoint resource says. */
  root: z
    .url({ protocol: /^https?$/ })
    .refine((root) => !/[?#@]/.test(root), 'no credentials, no query and no fragment'),
  /** What each request says of us: nothing, the EHR's token, a fixed token, or name and password. */
  authorization: z.union([
    z.enum(['none', 'ehr-token']),
    z.strictObject({ bearer: secretReferenceSchema }),
    z.strictObject({ basic: z.strictObject({ user: z.string().min(1), password: secretReferenceSchema }) }),
  ]),
  tls: tlsSchema.optional(),
  /**
   * Whether a study whose Endpoint the EHR does not name may be searched for here; allowed where nothing is said.
   * `by-accession`: by study UID and accession number, never by patient.
   */
  search: z.enum(['allowed', 'by-accession', 'forbidden']).optional(),
});
export type DicomwebRoot = z.infer<typeof dicomwebSchema>;

const MEBIBYTE = 1024 * 1024;

/** What one study may cost. */
export const retrievalLimitsSchema = z.strictObject({
  bytesPerInstance: z
    .int()
    .positive()
    .default(512 * MEBIBYTE),
  bytesPerStudy: z
    .int()
    .positive()
    .default(2048 * MEBIBYTE),
  /** Of those that the model asks for; what it doesn't is never fetched. */
  instances: z.int().positive().default(200),
  /** For one answer from the first byte to the last. */
  instanceTimeoutMs: z.int().positive().default(60_000),
  /** For the whole study; the time that decoding takes does not count. */
  studyTimeoutMs: z.int().positive().default(600_000),
  /** Instances under way at once, and the most that wait in memory. */
  concurrency: z.int().min(1).max(16).default(3),
});
export type RetrievalLimits = Readonly<z.infer<typeof retrievalLimitsSchema>>;

const ordersSchema = z.strictObject({
  /** Where this site's HL7 engine reaches us (MLLP). */
  host: z.string().default('127.0.0.1'),
  port: z.int().min(1).max(65535),
  /** PID-3.4 namespace -> identifier system, for authorities that name no OID. */
  assigningAuthorities: z.record(z.string(), z.string()).default({}),
});

const siteFields = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string(),
  language: z.string().default('en'),
  /** P in production, T for training, D for debugging (HL7 table 0103). */
  processingId: z.enum(['P', 'T', 'D']).default('P'),
  /** Identifier.system of what we file. It must never change: by it a result is recognised and not filed twice. */
  identifierSystem: z.url(),
  fhir: fhirSchema,
  dicomweb: z.array(dicomwebSchema).min(1),
  retrieval: retrievalLimitsSchema.optional(),
  hl7v2: z
    .strictObject({ orders: ordersSchema.optional(), results: hl7ResultsSchema.optional() })
    .default({}),
  /** Which results go where. */
  results: resultsSchema.optional(),
  /** Origins that may show this app in a frame. */
  frameAncestors: z
    .array(
      z
        .string()
        .regex(
          /^https?:\/\/(\*\.)?[A-Za-z0-9.-]+(:\d{1,5})?$/,
          'an origin, such as https://ehr.example or https://*.ehr.example',
        ),
    )
    .default([]),
  model: z.string(),
  /** How long an order waits for its study to reach the archive. */
  waitForStudySeconds: z.int().nonnegative().default(3600),
});

/** One EHR installation. */
export const siteSchema = siteFields
  .refine(
    ({ results, hl7v2 }) =>
      hl7v2.results !== undefined || results?.routes.some(({ to }) => to === 'hl7-engine') !== true,
    'results go to an HL7 engine that is not there: name hl7v2.results',
  )
  .refine(
    ({ results, dicomweb }) =>
      (results?.routes ?? []).every(
        (route) => route.to !== 'archive' || dicomweb.some(({ root }) => root === route.root),
      ),
    'results go to an archive that is not there: name its root in dicomweb',
  );
export type Site = z.infer<typeof siteSchema>;
/** As sites.json says it, before what it leaves out is filled in. */
export type SiteSettings = z.input<typeof siteSchema>;

export const sitesSchema = z
  .strictObject({
    sites: z.array(siteSchema).min(1),
    /** By the package's id; a model that is not named here runs in the worker with the defaults. */
    models: z.record(z.string(), modelSettingsSchema).default({}),
  })
  .refine(({ sites }) => areDifferent(sites.map(({ id }) => id)), 'site ids must differ')
  // A launch names its site by the issuer alone.
  .refine(
    ({ sites }) => areDifferent(sites.map(({ fhir }) => fhir.issuer.replace(/\/+$/, ''))),
    'issuers must differ',
  )
  .refine(
    ({ sites }) => sites.every(({ fhir }) => namesOwnSystems(fhir)),
    'patientIdIssuers: each system must be one of patientIdentifierSystems',
  );

/** Where this site's results go, in the site's own order. */
export function routesOf({ results, hl7v2 }: Site): readonly ResultRoute[] {
  if (results !== undefined) return results.routes;
  const engine: ResultRoute[] = hl7v2.results === undefined ? [] : [{ to: 'hl7-engine', when: 'always' }];
  return [{ to: 'ehr', when: 'always', resources: {} }, ...engine];
}

/** What this site files in its EHR over FHIR, and what not; undefined where nothing goes there. */
export function filingAtEhr(site: Site): Extract<ResultRoute, { to: 'ehr' }>['resources'] | undefined {
  return routesOf(site).find((route) => route.to === 'ehr')?.resources;
}

/** A misspelt system would leave its numbers without their issuer, and nobody would notice. */
function namesOwnSystems({ patientIdIssuers = {}, patientIdentifierSystems }: Site['fhir']): boolean {
  return Object.keys(patientIdIssuers).every((system) => patientIdentifierSystems.includes(system));
}

function areDifferent(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}
