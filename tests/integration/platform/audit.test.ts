import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { appendAudit, auditHead, readAudit, verifyAudit } from '#lib/platform/audit.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/test-database.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.close());

const append = (event: string) =>
  database.db.transaction().execute((each) => appendAudit(each, { site: 'general', event }));
const appendMany = async (count: number) => {
  for (let index = 1; index <= count; index += 1) await append(`{"n":${String(index)}}`);
};
/** Somebody with all rights over the database, who knows of the triggers. */
const tamper = async (statement: string) => {
  await sql.raw('ALTER TABLE audit_event DISABLE TRIGGER ALL').execute(database.db);
  await sql.raw(statement).execute(database.db);
  await sql.raw('ALTER TABLE audit_event ENABLE TRIGGER ALL').execute(database.db);
};

test('a trail that nobody touched is intact, and its events come out as they went in', async () => {
  expect(await verifyAudit(database.db)).toMatchObject({ intact: true, count: 0 });
  const events = ['{"a": 1}', '{"b":"ü \\u0000 世界"}', '{}'];
  for (const event of events) await append(event);
  expect(await verifyAudit(database.db)).toMatchObject({ intact: true, count: 3, head: { sequence: 3 } });
  const read: string[] = [];
  for await (const { event } of readAudit(database.db)) read.push(event);
  expect(read).toEqual(events);
});

test('writers at the same moment make one chain', async () => {
  await Promise.all(Array.from({ length: 40 }, (_, index) => append(`{"n":${String(index)}}`)));
  expect(await verifyAudit(database.db)).toMatchObject({ intact: true, count: 40 });
});

test('what was rolled back leaves no gap', async () => {
  await append('{}');
  const undone = database.db.transaction().execute(async (each) => {
    await appendAudit(each, { site: 'general', event: '{"undone":true}' });
    throw new Error('undo');
  });
  await expect(undone).rejects.toThrow('undo');
  await append('{}');
  expect(await verifyAudit(database.db)).toMatchObject({ intact: true, count: 2 });
});

describe('the database itself refuses', () => {
  test.each([
    ['changing', `UPDATE audit_event SET event = '{}'`],
    ['deleting', 'DELETE FROM audit_event'],
    ['emptying', 'TRUNCATE audit_event'],
  ])('%s', async (_, statement) => {
    await appendMany(2);
    await expect(sql.raw(statement).execute(database.db)).rejects.toThrow('append-only');
    expect(await verifyAudit(database.db)).toMatchObject({ intact: true, count: 2 });
  });
});

describe('who can do all that, and does, is found out', () => {
  test.each([
    ['an event is changed', `UPDATE audit_event SET event = '{"n":99}' WHERE sequence = 3`, 3],
    [
      'a time is changed',
      `UPDATE audit_event SET recorded_at = now() - interval '1 day' WHERE sequence = 2`,
      2,
    ],
    ['a site is changed', `UPDATE audit_event SET site = 'other' WHERE sequence = 4`, 4],
    ['one is taken out', 'DELETE FROM audit_event WHERE sequence = 2', 2],
    ['the first is taken out', 'DELETE FROM audit_event WHERE sequence = 1', 1],
    [
      'one is taken out and the rest moved up',
      'DELETE FROM audit_event WHERE sequence = 2; UPDATE audit_event SET sequence = sequence - 1 WHERE sequence > 2',
      2,
    ],
    [
      'a hash is made to fit',
      `UPDATE audit_event SET event = '{}', hash = sha256('forged'::bytea) WHERE sequence = 5`,
      5,
    ],
  ])('%s', async (_, statement, brokenAt) => {
    await appendMany(6);
    await tamper(statement);
    expect(await verifyAudit(database.db)).toMatchObject({ intact: false, brokenAt });
  });

  test('an end that is cut off shows against a head that was kept elsewhere', async () => {
    await appendMany(4);
    const kept = await auditHead(database.db);
    await appendMany(2);
    expect(await verifyAudit(database.db, kept)).toMatchObject({ intact: true, count: 6 });
    await tamper('DELETE FROM audit_event WHERE sequence > 3');
    expect(await verifyAudit(database.db)).toMatchObject({ intact: true, count: 3 });
    expect(await verifyAudit(database.db, kept)).toMatchObject({ intact: false });
  });

  test('a trail written anew from the beginning shows against a head that was kept elsewhere', async () => {
    await appendMany(3);
    const kept = await auditHead(database.db);
    await tamper('DELETE FROM audit_event');
    await append('{"forged":true}');
    await appendMany(4);
    expect(await verifyAudit(database.db, kept)).toMatchObject({ intact: false });
  });
});
