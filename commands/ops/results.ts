/** `results recheck|withdraw`: is a filed result still of the right patient, and what a person decides where it isn't. */
import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import { recheckSoon } from '#lib/pipeline/recheck-schedule.ts';
import { reissueResult } from '#lib/pipeline/reissue-result.ts';
import { statementReader } from '#lib/pipeline/statements.ts';
import { loadConfig, type Config } from '#lib/platform/config.ts';
import { openDatabase, type Db } from '#lib/platform/database.ts';
import { createLog, type Logger } from '#lib/platform/log.ts';
import { openQueue, type Queue } from '#lib/platform/queue.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

interface Tools {
  readonly config: Config;
  readonly db: Db;
  readonly queue: Queue;
  readonly log: Logger;
}

/** A worker asks EHR and archive at once, instead of when it is due. */
export async function recheck(args: readonly string[]): Promise<number> {
  const id = onlyId(args);
  return withTools(async (tools) => {
    await requireResult(tools.db, id);
    await recheckSoon(tools, id);
    console.log(`${id}: a worker looks at it now; results that are not right are filed again or withdrawn`);
    return 0;
  });
}

/** The next version says `entered-in-error`, wherever the result may have arrived. It can't be taken back. */
export async function withdraw(args: readonly string[]): Promise<number> {
  const id = onlyId(args);
  return withTools(async (tools) => {
    await requireResult(tools.db, id);
    const who = `operator ${userInfo().username}`;
    const context = { ...tools, readStatement: statementReader(tools.db) };
    const isDone = await reissueResult(context, id, { reason: 'withdrawn-by-hand', withdrawn: true, who });
    console.log(
      isDone ? `${id}: withdrawn; outbox list shows what is under way` : `${id}: it is withdrawn already`,
    );
    return isDone ? 0 : 1;
  });
}

async function requireResult(db: Db, id: string): Promise<void> {
  const row = await db
    .selectFrom('result')
    .select('version')
    .where('analysis_id', '=', id)
    .executeTakeFirst();
  if (!row) throw new Error(`${id}: there is no result of such an analysis`);
}

function onlyId(args: readonly string[]): string {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: {} });
  const [id, ...others] = positionals;
  if (id === undefined || others.length > 0 || !UUID.test(id)) throw new Error('name one analysis by its id');
  return id;
}

async function withTools(work: (tools: Tools) => Promise<number>): Promise<number> {
  const config = loadConfig();
  const db = openDatabase(config.databaseUrl, 2);
  const log = createLog('ops', 'warn');
  const queue = await openQueue(config.databaseUrl, log, 'send');
  try {
    return await work({ config, db, queue, log });
  } finally {
    await queue.stop({ graceful: false });
    await db.destroy();
  }
}
