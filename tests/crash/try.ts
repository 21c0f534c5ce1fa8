import { startCrashSystem } from './crash-system.ts';
import { giveResult } from './invent-result.ts';
import { settle } from './settle.ts';
for (const ehr of ['open', 'epic', 'oracle'] as const) {
  let t = Date.now();
  const lap = (s: string) => {
    console.log(ehr, s, Date.now() - t);
    t = Date.now();
  };
  const system = await startCrashSystem({ ehr });
  lap('started');
  try {
    const e = await giveResult(system);
    lap('given');
    console.log(await settle(system, [e], 20000));
    lap('settled');
    await system.worker.kill();
    await system.worker.ready();
    lap('worker restarted');
    system.killPostgres();
    const f = await giveResult(system).catch(async () => {
      await new Promise((d) => setTimeout(d, 3000));
      return giveResult(system);
    });
    console.log(await settle(system, [f], 40000));
    lap('settled after pg kill');
  } catch (e) {
    console.log(e, system.logs().slice(-3000));
  }
  await system.stop();
  lap('stopped');
}
