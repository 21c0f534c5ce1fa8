import { describe, expect, test } from 'vitest';
import { writeAuditEvent, type AuditedDeed } from '#lib/pipeline/audit-event.ts';
import { validationErrors } from '#tests/support/fhir-validation.ts';

const DEEDS: readonly AuditedDeed[] = [
  {
    what: 'userAuthentication',
    subtype: 'login',
    action: 'E',
    by: 'web',
    site: 's',
    user: { reference: 'Practitioner/1' },
  },
  {
    what: 'rest',
    subtype: 'read',
    action: 'R',
    by: 'web',
    site: 's',
    user: { reference: 'Practitioner/1' },
    patientId: 'p-1',
    objects: [{ role: 'report', name: 'analysis 1' }],
  },
  {
    what: 'export',
    action: 'R',
    by: 'worker',
    site: 's',
    patientId: 'p-1',
    outcome: 'failure',
    note: 'delivery-rejected',
  },
  { what: 'import', action: 'C', by: 'worker', site: 's' },
  { what: 'patientRecord', action: 'U', by: 'worker', site: 's', user: { name: 'operator x' } },
];

describe('an audit event', () => {
  test.each(DEEDS)('of $what is valid R4', (deed) => {
    expect(validationErrors(writeAuditEvent(deed, '2026-11-26T07:00:00.000Z'))).toEqual([]);
  });

  test('names whose record it was, who asked, and that software did it', () => {
    const event = writeAuditEvent(DEEDS[1] as AuditedDeed, '2026-11-26T07:00:00.000Z');
    expect(event.agent.map(({ who, requestor }) => [who?.reference ?? who?.display, requestor])).toEqual([
      ['Practitioner/1', true],
      ['Sightline', false],
    ]);
    expect(event.entity?.map(({ what }) => what?.reference ?? what?.display)).toEqual([
      'Patient/p-1',
      'analysis 1',
    ]);
  });

  test('where nobody asked, the software did', () => {
    const event = writeAuditEvent(DEEDS[3] as AuditedDeed, '2026-11-26T07:00:00.000Z');
    expect(event.agent).toMatchObject([{ who: { display: 'Sightline' }, requestor: true }]);
  });

  test('that failed says so', () => {
    expect(writeAuditEvent(DEEDS[2] as AuditedDeed, '2026-11-26T07:00:00.000Z')).toMatchObject({
      outcome: '8',
      outcomeDesc: 'delivery-rejected',
    });
  });
});
