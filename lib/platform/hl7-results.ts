import { z } from 'zod';
import { tlsSchema } from './tls-settings.ts';

/** How a site's HL7 engine takes results: where it listens, how it acknowledges, and what it wants to read. */

/** A code as the engine knows it, with its system's name in HL7 table 0396 (`LN`, `SCT`, `L`, ...). */
const codeSchema = z.strictObject({
  code: z.string().trim().min(1).max(20),
  text: z.string().trim().min(1).max(199),
  system: z.string().trim().min(1).max(20),
});

/** HD (HL7 v2.5.1 2.A.33): a namespace alone, or with a universal id and its type (table 0301). */
const authoritySchema = z.union([
  z.string().trim().min(1).max(20),
  z
    .strictObject({
      namespace: z.string().trim().min(1).max(20).optional(),
      universalId: z.string().trim().min(1).max(199).optional(),
      universalIdType: z.enum(['ISO', 'URI', 'DNS', 'GUID', 'UUID', 'L']).optional(),
    })
    .refine(
      ({ universalId, universalIdType }) => (universalId === undefined) === (universalIdType === undefined),
      'universalId and universalIdType come together (HD.2, HD.3)',
    )
    .refine(
      ({ namespace, universalId }) => namespace !== undefined || universalId !== undefined,
      'an authority has a namespace, a universal id, or both',
    ),
]);

/** Kinds of OBX, in the order in which the engine is to read them. */
const observationsSchema = z
  .array(z.enum(['text', 'findings', 'pdf']))
  .min(1)
  .refine((kinds) => new Set(kinds).size === kinds.length, 'each kind once');

const messageSchema = z
  .strictObject({
    /** Optional segments that the engine wants; MSH, PID, ORC, OBR and OBX always go. */
    segments: z
      .strictObject({
        SFT: z.boolean().default(true),
        PV1: z.boolean().default(true),
        NTE: z.boolean().default(true),
      })
      .prefault({}),
    observations: observationsSchema.default(['text', 'findings']),
    /** Which of a finding's codes stands first in OBX-3; the other is its alternate. */
    codes: z.enum(['public-first', 'own-first']).default('public-first'),
    /** OBX-3 of a finding, by our own code for it (`effusion`, `my-model.hernia`). */
    findingCodes: z.record(z.string().min(1), codeSchema).default({}),
    /** OBR-4 where the order brings none; with `evenIfOrdered` always. */
    universalServiceId: codeSchema.extend({ evenIfOrdered: z.boolean().default(false) }).optional(),
    /** PID-3.4 by Identifier.system. */
    assigningAuthorities: z.record(z.string().min(1), authoritySchema).default({}),
    /** MSH-18. What 8859/1 can't carry is refused, never replaced. */
    characterSet: z.enum(['UNICODE UTF-8', '8859/1']).default('UNICODE UTF-8'),
    /** MSH-3 and MSH-4; the facility is the site's id where none is named. */
    sendingApplication: z.string().trim().min(1).max(180).default('SIGHTLINE'),
    sendingFacility: z.string().trim().min(1).max(180).optional(),
    /** MSH-11, where this engine's differs from the site's. */
    processingId: z.enum(['P', 'T', 'D']).optional(),
  })
  .refine(
    ({ segments, observations }) => segments.NTE || observations.includes('text'),
    'the AI statement must stand in visible text: keep NTE, or text among the observations',
  );

export const hl7ResultsSchema = z.strictObject({
  host: z.string().min(1),
  port: z.int().min(1).max(65535),
  /** Without it the line is in the clear: for this machine, or a network that nobody else is on. */
  tls: tlsSchema.optional(),
  receivingApplication: z.string(),
  receivingFacility: z.string(),
  /** The engine drops a repeated MSH-10, so that an unanswered message may be sent again under the same one. */
  deduplicatesControlIds: z.boolean(),
  /**
   * `original`: one answer, when the engine has processed the message. Enhanced mode (HL7 v2.5.1 2.9.3): `accept`, one
   * answer once it is in safe storage; `accept-and-application`, both.
   */
  acknowledgement: z.enum(['original', 'accept', 'accept-and-application']).default('original'),
  connectTimeoutMs: z.int().positive().max(60_000).default(5_000),
  ackTimeoutMs: z.int().positive().max(600_000).default(10_000),
  /** For the application's answer after the accept acknowledgement. */
  applicationAckTimeoutMs: z.int().positive().max(600_000).default(10_000),
  /** Connections at once; many engines take one only. */
  connections: z.int().min(1).max(16).default(1),
  /** A connection that has been quiet for longer is closed by us, before the engine or a firewall does. */
  idleMs: z.int().nonnegative().max(3_600_000).default(30_000),
  message: messageSchema.prefault({}),
});
export type HL7Results = z.infer<typeof hl7ResultsSchema>;
