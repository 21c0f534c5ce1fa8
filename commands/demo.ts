import { parseArgs } from 'node:util';
import { EHR_NAMES, type EhrName } from '#sandbox/manners/manners-of.ts';
import { runOnce } from './demo-once.ts';
import { startDemo } from './start-demo.ts';
import { untilStopped } from './until-stopped.ts';

const { values: flags } = parseArgs({
  options: {
    once: { type: 'boolean', default: false },
    data: { type: 'string' },
    ehr: { type: 'string', default: 'open' },
    verbose: { type: 'boolean', default: false },
  },
});

/** Progress goes to stderr: the last line of stdout belongs to the summary. */
function say(line: string): void {
  process.stderr.write(`sightline: ${line}\n`);
}

function readEhr(): EhrName {
  const ehr = EHR_NAMES.find((name) => name === flags.ehr);
  if (ehr === undefined)
    throw new Error(`--ehr ${flags.ehr}: no such EHR; it is one of ${EHR_NAMES.join(', ')}`);
  return ehr;
}

async function main(): Promise<number> {
  const ehr = readEhr();
  // Ctrl-C while it starts must end what has been started by then.
  const stopped = untilStopped();
  const demo = await startDemo({
    ehr,
    data: flags.data,
    apart: flags.once,
    logLevel: flags.verbose ? 'info' : (process.env['LOG_LEVEL'] ?? 'warn'),
    say,
  });
  const stop = async () => {
    await demo.sightline.stop();
    await demo.hospital.stop();
  };
  if (flags.once) {
    const summary = await Promise.race([runOnce(demo, say), stopped.then(() => undefined)]).finally(stop);
    if (!summary) return 1;
    process.stdout.write(`${JSON.stringify(summary)}\n`);
    return summary.ok ? 0 : 1;
  }
  console.log(`
  The stand-in hospital   ${demo.hospital.ehrUrl}/     user rivera, password demo
  Its HL7 engine          ${demo.hospital.ehrUrl}/engine
  Sightline               ${demo.appUrl}/

  Open the hospital, choose a patient, press "Launch Sightline". Ctrl-C ends everything.
`);
  await stopped;
  await stop();
  return 0;
}

process.exit(
  await main().catch((error: unknown) => {
    say(error instanceof Error ? error.message : String(error));
    return 1;
  }),
);
