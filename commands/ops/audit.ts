/** `audit verify|export`: whether the trail is whole, and the trail itself. */
import { createWriteStream, existsSync } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { readAudit, verifyAudit, type AuditHead } from '#lib/platform/audit.ts';
import { loadConfig } from '#lib/platform/config.ts';
import { openDatabase, type Db } from '#lib/platform/database.ts';

/** `--head SEQUENCE:HASH`: one that was kept elsewhere (an earlier run's, or the hourly line of the log). */
export async function verify(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { head: { type: 'string' } } });
  const expected = values.head === undefined ? undefined : toHead(values.head);
  return withDatabase(async (db) => {
    const verdict = await verifyAudit(db, expected);
    if (verdict.intact) {
      const { sequence, hash } = verdict.head;
      console.log(`intact: ${String(verdict.count)} events; head ${String(sequence)}:${hash}`);
      return 0;
    }
    console.log(
      `BROKEN at event ${String(verdict.brokenAt)}: it does not follow from what was written before it ` +
        `(${String(verdict.count)} events before it are whole)`,
    );
    return 1;
  });
}

/** One FHIR AuditEvent a line (NDJSON), to a new file. */
export async function exportTrail(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { to: { type: 'string' }, after: { type: 'string', default: '0' } },
  });
  const { to } = values;
  const after = Number(values.after);
  if (to === undefined) throw new Error('--to names the new file');
  if (existsSync(to)) throw new Error(`${to} is there already; it is not written over`);
  if (!Number.isInteger(after) || after < 0) throw new Error('--after takes the sequence of an event');
  return withDatabase(async (db) => {
    // Owner only: it names patients and who saw them.
    const file = createWriteStream(to, { flags: 'wx', mode: 0o600 });
    let count = 0;
    for await (const { event } of readAudit(db, after)) {
      if (!file.write(`${event}\n`)) await once(file, 'drain');
      count += 1;
    }
    file.end();
    await finished(file);
    console.log(`${to}: ${String(count)} events`);
    return 0;
  });
}

function toHead(text: string): AuditHead {
  const [, sequence, hash] = /^(\d+):([0-9a-f]{64})$/.exec(text) ?? [];
  if (sequence === undefined || hash === undefined)
    throw new Error('--head takes SEQUENCE:HASH, as audit verify prints it');
  return { sequence: Number(sequence), hash };
}

async function withDatabase(work: (db: Db) => Promise<number>): Promise<number> {
  const db = openDatabase(loadConfig().databaseUrl, 2);
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}
