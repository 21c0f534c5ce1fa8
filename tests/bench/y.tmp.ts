import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { openDatabase } from '#lib/platform/database.ts';
import { startEmbeddedPostgres } from '#lib/platform/embedded-postgres.ts';
import { migrate } from '#lib/platform/migrate.ts';
import { sql } from 'kysely';
const pgs = await startEmbeddedPostgres('.sightline/bench-y');
const db = openDatabase(pgs.url, 12);
await migrate(db);
await sql`create table t (id uuid primary key, body text)`.execute(db);
async function rate(name: string, lanes: number, once: () => Promise<unknown>) {
  const start = performance.now(); let n = 0;
  const cpu = process.cpuUsage();
  await Promise.all(Array.from({ length: lanes }, async () => { while (performance.now() < start + 3000) { await once(); n++; } }));
  const c = process.cpuUsage(cpu);
  const s = (performance.now() - start) / 1000;
  console.log(name, lanes, (n / s).toFixed(0), 'per s; own cpu ms each', ((c.user + c.system) / 1000 / n).toFixed(3));
}
for (const lanes of [1, 12]) {
  await rate('select 1', lanes, () => sql`select 1`.execute(db));
  await rate('insert autocommit', lanes, () => sql`insert into t values (${randomUUID()}, ${'x'.repeat(8000)})`.execute(db));
  await rate('insert in tx', lanes, () => db.transaction().execute((t) => sql`insert into t values (${randomUUID()}, ${'x'.repeat(8000)})`.execute(t)));
  await rate('insert + notify in tx', lanes, () => db.transaction().execute(async (t) => { await sql`insert into t values (${randomUUID()}, ${'x'.repeat(8000)})`.execute(t); await sql`select pg_notify('a','b')`.execute(t); }));
  await rate('notify alone', lanes, () => sql`select pg_notify('a','b')`.execute(db));
}
await db.destroy(); await pgs.stop(); rmSync('.sightline/bench-y', { recursive: true, force: true });
process.exit(0);
