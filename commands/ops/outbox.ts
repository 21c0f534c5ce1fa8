/** `outbox list|show|retry|resolve|drop`: what has not reached its destination, and what a person decides about it. */
import { userInfo } from 'node:os';
import { parseArgs } from 'node:util';
import type { Decision } from '#lib/outbox/decide-delivery.ts';
import { countDeliveries, listDeliveries, OPEN, type ListedDelivery } from '#lib/outbox/list-deliveries.ts';
import { settleByHand } from '#lib/pipeline/settle-by-hand.ts';
import { loadConfig } from '#lib/platform/config.ts';
import { openDatabase, type Db, type DeliveryState } from '#lib/platform/database.ts';
import { AppError } from '#lib/platform/errors.ts';
import { offerOperatorSession } from '#lib/launch/operator-session.ts';
import { createLog } from '#lib/platform/log.ts';
import { openQueue } from '#lib/platform/queue.ts';
import { tellTable } from './tell-table.ts';

const STATES: readonly DeliveryState[] = [...OPEN, 'acknowledged', 'superseded'];
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const say = (line: string): void => {
  console.log(line);
};

/** What has not reached its end; `--state` names others, `--json` is for machines. */
export async function list(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      site: { type: 'string' },
      state: { type: 'string', multiple: true },
      limit: { type: 'string', default: '200' },
      json: { type: 'boolean', default: false },
    },
  });
  const limit = Number(values.limit);
  if (!Number.isInteger(limit) || limit < 1) throw new Error('--limit takes a number from 1');
  const filter = { site: values.site, limit, ...(values.state && { states: values.state.map(toState) }) };
  return withDatabase(async (db) => {
    const rows = await listDeliveries(db, filter);
    if (values.json) say(JSON.stringify(rows));
    else await tellRows(db, rows, limit);
    return 0;
  });
}

/** Everything that the ledger knows of one; `--words` adds what the destination said, which may name a patient. */
export async function show(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { words: { type: 'boolean', default: false } },
  });
  const id = onlyId(positionals);
  return withDatabase(async (db) => {
    const row = await db.selectFrom('delivery').selectAll().where('id', '=', id).executeTakeFirst();
    if (!row) throw new Error(`${id}: the ledger has no such delivery`);
    const { problem_text: words, ...told } = row;
    say(JSON.stringify(values.words ? { ...told, problem_text: words } : told, null, 2));
    return 0;
  });
}

export async function retry(args: readonly string[]): Promise<number> {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: {} });
  if (positionals.length === 0) throw new Error('name one or more deliveries; outbox list has their ids');
  return decideEach(positionals.map(toId), { verb: 'retry' });
}

export async function resolve(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { arrived: { type: 'string' }, 'not-arrived': { type: 'boolean', default: false } },
  });
  const { arrived, 'not-arrived': isAbsent } = values;
  if ((arrived !== undefined) === isAbsent)
    throw new Error('say what is there: --arrived REFERENCE (as the destination calls it), or --not-arrived');
  const decision: Decision =
    arrived === undefined ? { verb: 'not-arrived' } : { verb: 'arrived', reference: arrived };
  return decideEach([onlyId(positionals)], decision);
}

export async function drop(args: readonly string[]): Promise<number> {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: {} });
  return decideEach([onlyId(positionals)], { verb: 'drop' });
}

/** A link to the same in a browser; whoever opens it first has it. */
export async function page(args: readonly string[]): Promise<number> {
  parseArgs({ args: [...args], options: {} });
  return withDatabase(async (db) => {
    const token = await offerOperatorSession(db, whoActs());
    // Behind #, so that it stands in no log of a server or proxy.
    say(`${new URL('/operator/enter', loadConfig().url).href}#${token}`);
    say('It works once, within ten minutes.');
    return 0;
  });
}

async function decideEach(ids: readonly string[], decision: Decision): Promise<number> {
  return withDatabase(async (db, url) => {
    const queue = await openQueue(url, createLog('ops', 'warn'), 'send');
    let code = 0;
    try {
      for (const id of ids) {
        const told = await settleByHand({ db, queue }, id, decision, whoActs()).then(
          ({ before, after }) => `${before} -> ${after}`,
          (error: unknown) => {
            code = 1;
            return refusalOf(error);
          },
        );
        say(`${id}: ${told}`);
      }
    } finally {
      await queue.stop({ graceful: false });
    }
    return code;
  });
}

/** Whoever has a shell here; the account is what the machine knows of them. */
function whoActs(): string {
  return `operator ${userInfo().username}`;
}

function refusalOf(error: unknown): string {
  if (!(error instanceof AppError)) throw error;
  if (error.code === 'delivery-unknown') return 'the ledger has no such delivery';
  if (error.code === 'delivery-not-decidable')
    return `it is ${String(error.fields['state'])} by now: that can't be said of it`;
  throw error;
}

async function tellRows(db: Db, rows: readonly ListedDelivery[], limit: number): Promise<void> {
  const counts = await countDeliveries(db);
  tellTable(
    ['site', 'destination', 'state', 'count'],
    counts.map(({ site, destination, state, count }) => [site, destination, state, String(count)]),
    say,
  );
  if (rows.length === 0) {
    say('Nothing waits.');
    return;
  }
  say('');
  tellTable(
    ['id', 'destination', 'what', 'state', 'attempts', 'since', 'problem'],
    rows.map((row) => [
      row.id,
      `${row.site} ${row.destination}`,
      `${row.kind} v${String(row.version)}`,
      row.state,
      String(row.attempts),
      row.createdAt.toISOString().slice(0, 16),
      row.problem ?? '-',
    ]),
    say,
  );
  if (rows.length === limit) say(`… the oldest ${String(limit)}; --limit shows more`);
}

async function withDatabase(work: (db: Db, url: string) => Promise<number>): Promise<number> {
  const { databaseUrl } = loadConfig();
  const db = openDatabase(databaseUrl, 2);
  try {
    return await work(db, databaseUrl);
  } finally {
    await db.destroy();
  }
}

function toState(text: string): DeliveryState {
  const state = STATES.find((each) => each === text);
  if (state === undefined) throw new Error(`--state is one of ${STATES.join(', ')}`);
  return state;
}

function onlyId(positionals: readonly string[]): string {
  const [id, ...others] = positionals;
  if (id === undefined || others.length > 0) throw new Error('name one delivery; outbox list has their ids');
  return toId(id);
}

function toId(text: string): string {
  if (!UUID.test(text)) throw new Error(`${text}: not the id of a delivery`);
  return text;
}
