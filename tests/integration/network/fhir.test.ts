/**
 * What a network or a FHIR server may do to a filing, through the real worker: afterwards the server holds the result once
 * and the ledger says so. The server knows no transaction and no conditional create: nothing but a look-up saves it.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { RESULTS_SERVER, startCrashSystem, type CrashSystem } from '#tests/crash/crash-system.ts';
import { pass, type Passage } from '#tests/crash/http-gate.ts';
import { giveResult } from '#tests/crash/invent-result.ts';
import { settle } from '#tests/crash/settle.ts';

const WHOLE = { lost: 0, duplicates: 0, held: 0, ledgerWrong: 0 };
const OUTCOME = '{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"exception"}]}';
let system: CrashSystem;

beforeAll(async () => {
  system = await startCrashSystem({ patients: 1 });
  // Its statement is read and its connections are open, as at any site that has filed before.
  await settle(system, [await giveResult(system, [RESULTS_SERVER])]);
}, 60_000);
afterAll(() => system.stop());
afterEach(async () => {
  system.resultsGate.writes = undefined;
  system.resultsGate.all = undefined;
  const rested = { failures: 0, open_until: null, asked_until: null };
  await system.db.updateTable('destination').set(rested).where('name', '=', RESULTS_SERVER).execute();
});

const answer =
  (status: number, headers: Record<string, string> = {}): Passage =>
  async (exchange) => {
    await exchange.forward(0).catch(() => undefined);
    exchange.reply({
      status,
      headers: { 'content-type': 'application/fhir+json', ...headers },
      body: Buffer.from(OUTCOME),
    });
  };
const reset: Passage = (exchange) => {
  exchange.reset();
  return Promise.resolve();
};

/** The nth write meets the fault, all others pass. */
function atWrite(nth: number, fault: Passage): Passage {
  let count = 0;
  return (exchange) => ((count += 1) === nth ? fault : pass)(exchange);
}

async function fileUnder(writes: Passage) {
  system.resultsGate.writes = writes;
  const given = await giveResult(system, [RESULTS_SERVER]);
  const outcome = await settle(system, [given]);
  return { given, outcome };
}

const problemOf = async (analysisId: string) =>
  (
    await system.db
      .selectFrom('delivery')
      .select('problem_code')
      .where('analysis_id', '=', analysisId)
      .executeTakeFirstOrThrow()
  ).problem_code;

describe('the result stands there once, and nobody has to be asked, after', () => {
  test.each<[string, Passage]>([
    ['each request took half a second longer', async (exchange) => delay(500).then(() => pass(exchange))],
    ['a connection was reset before the request was read', atWrite(3, reset)],
    [
      'a request was taken and the connection reset before the answer',
      atWrite(3, async (exchange) => {
        await exchange.forward();
        exchange.reset();
      }),
    ],
    [
      'the report was taken and its answer cut',
      atWrite(9, async (exchange) => {
        exchange.reply(await exchange.forward(), 1);
        exchange.reset();
      }),
    ],
    ['500', atWrite(2, answer(500))],
    ['502', atWrite(5, answer(502))],
    ['503', atWrite(1, answer(503))],
    ['a 200 whose body is an OperationOutcome with an error', atWrite(4, answer(200))],
    ['a 201 that names nothing, and nothing was filed', atWrite(4, answer(201))],
  ])('%s', { timeout: 60_000 }, async (_, writes) => {
    expect((await fileUnder(writes)).outcome).toMatchObject(WHOLE);
  });

  test.each([
    ['seconds', () => '3'],
    ['a date', () => new Date(Date.now() + 4000).toUTCString()],
  ])('a 429 that asks for rest in %s, which it is given', { timeout: 60_000 }, async (_, asked) => {
    let refusedAt = 0;
    const early: string[] = [];
    system.resultsGate.all = async (exchange) => {
      if (refusedAt === 0 && exchange.method === 'POST') {
        refusedAt = Date.now();
        await answer(429, { 'retry-after': asked() })(exchange);
        return;
      }
      // Its statement is asked for when the second result is written, which is no filing.
      const isFiling = !exchange.path.endsWith('/metadata');
      if (isFiling && refusedAt > 0 && Date.now() - refusedAt < 2500) early.push(exchange.path);
      await pass(exchange);
    };
    const first = await giveResult(system, [RESULTS_SERVER]);
    while (refusedAt === 0) await delay(20);
    // Another one comes meanwhile: the destination rests as a whole.
    const second = await giveResult(system, [RESULTS_SERVER]);
    expect(await settle(system, [first, second])).toMatchObject(WHOLE);
    expect(early).toEqual([]);
  });
});

describe('a server that says nothing any more', () => {
  test(
    'holds the result once after a black hole, which is told while it lasts',
    { timeout: 90_000 },
    async () => {
      const swallowed: string[] = [];
      system.resultsGate.writes = (exchange) => {
        swallowed.push(exchange.path);
        return new Promise(() => undefined);
      };
      const given = await giveResult(system, [RESULTS_SERVER]);
      while ((await problemOf(given.analysisId)) === null) await delay(100);
      expect(await problemOf(given.analysisId)).toBe('delivery-ambiguous');
      expect(swallowed).toHaveLength(1);
      system.resultsGate.writes = undefined;
      expect(await settle(system, [given])).toMatchObject(WHOLE);
    },
  );

  test(
    'holds the result once after its kept connections died unsaid (half-open)',
    { timeout: 90_000 },
    async () => {
      system.resultsGate.freeze();
      const given = await giveResult(system, [RESULTS_SERVER]);
      expect(await settle(system, [given])).toMatchObject(WHOLE);
    },
  );
});
