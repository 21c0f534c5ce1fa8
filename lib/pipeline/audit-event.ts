/** Who did what with whose record, as FHIR R4 AuditEvent by IHE BALP's patterns: agents, the patient, the object. */
import type { AuditEvent, AuditEventAgent, AuditEventEntity } from '@medplum/fhirtypes';
import { appendAudit } from '#lib/platform/audit.ts';
import type { Db } from '#lib/platform/database.ts';
import {
  AUDIT_ENTITY_ROLES,
  AUDIT_ENTITY_TYPES,
  AUDIT_SOURCE_TYPES,
  AUDIT_SUBTYPES,
  AUDIT_TYPES,
} from '#lib/standards/audit-codes.ts';

export interface AuditedDeed {
  readonly what: keyof typeof AUDIT_TYPES;
  readonly subtype?: keyof typeof AUDIT_SUBTYPES;
  /** Create, read, update, or execute (FHIR R4 audit-event-action). */
  readonly action: 'C' | 'R' | 'U' | 'E';
  /** `failure`: it was refused, or did not arrive. */
  readonly outcome?: 'success' | 'failure';
  /** `Practitioner/id` of the site's EHR, or who acts at the server; undefined: the software by itself. */
  readonly user?: { readonly reference: string } | { readonly name: string } | undefined;
  readonly by: keyof typeof AUDIT_SOURCE_TYPES;
  readonly site: string;
  /** The patient's logical id in the site's EHR. */
  readonly patientId?: string | undefined;
  /** What it was about, by its own identifiers: an analysis, a delivery. */
  readonly objects?: readonly { readonly role: 'report' | 'job'; readonly name: string }[];
  /** In a few words, no names of persons. */
  readonly note?: string;
}

/** Stands in the caller's transaction, beside what it tells of. */
export async function recordDeed(transaction: Db, deed: AuditedDeed): Promise<void> {
  const event = JSON.stringify(writeAuditEvent(deed, new Date().toISOString()));
  await appendAudit(transaction, { site: deed.site, event });
}

export function writeAuditEvent(deed: AuditedDeed, recorded: string): AuditEvent {
  return {
    resourceType: 'AuditEvent',
    type: AUDIT_TYPES[deed.what],
    ...(deed.subtype === undefined ? {} : { subtype: [AUDIT_SUBTYPES[deed.subtype]] }),
    action: deed.action,
    recorded,
    // Success, and "serious failure": the deed was not done (FHIR R4 audit-event-outcome).
    outcome: deed.outcome === 'failure' ? '8' : '0',
    ...(deed.note === undefined ? {} : { outcomeDesc: deed.note }),
    agent: agentsOf(deed),
    source: {
      site: deed.site,
      observer: { display: 'Sightline' },
      type: [AUDIT_SOURCE_TYPES[deed.by]],
    },
    entity: entitiesOf(deed),
  };
}

function agentsOf({ user }: AuditedDeed): AuditEventAgent[] {
  const software: AuditEventAgent = { who: { display: 'Sightline' }, requestor: user === undefined };
  if (user === undefined) return [software];
  const person: AuditEventAgent =
    'reference' in user
      ? { who: { reference: user.reference }, requestor: true }
      : { who: { display: user.name }, requestor: true };
  return [person, software];
}

function entitiesOf({ patientId, objects = [] }: AuditedDeed): AuditEventEntity[] {
  const patient: AuditEventEntity[] =
    patientId === undefined
      ? []
      : [
          {
            what: { reference: `Patient/${patientId}` },
            type: AUDIT_ENTITY_TYPES.person,
            role: AUDIT_ENTITY_ROLES.patient,
          },
        ];
  const others = objects.map(({ role, name }): AuditEventEntity => ({
    what: { display: name },
    type: AUDIT_ENTITY_TYPES.systemObject,
    role: AUDIT_ENTITY_ROLES[role],
  }));
  return [...patient, ...others];
}
