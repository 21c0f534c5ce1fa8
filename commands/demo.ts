import { parseArgs } from 'node:util';
import { runOnce } from './demo-once.ts';
import { startDemo } from './start-demo.ts';
import { untilStopped } from './until-stopped.ts';

const { values: flags } = parseArgs({
  options: {
    once: { type: 'boolean', default: false },
    data: { type: 'string' },
    verbose: { type: 'boolean', default: false },
  },
});

/** Progress goes to stderr: the last line of stdout belongs to the summary. */
function say(line: string): void {
  process.stderr.write(`sightline: ${line}\n`);
}

async function main(): Promise<number> {
  // Ctrl-C while it starts must end what has been started by then.
  const stopped = untilStopped();
  const demo = await startDemo({
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
