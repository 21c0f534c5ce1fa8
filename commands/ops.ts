/** The operator's commands: `npm run ops -- AREA VERB …`. Each is a file of commands/ops that is loaded when it is asked for. */

interface Operation {
  /** Takes what stands behind the verb, resolves to the exit code. */
  run(args: readonly string[]): Promise<number>;
}

interface Entry {
  readonly usage: string;
  load(): Promise<Operation>;
}

const OPERATIONS: Readonly<Record<string, Entry>> = {};

const [area = '', verb = '', ...rest] = process.argv.slice(2);
const entry = Object.entries(OPERATIONS).find(([name]) => name === `${area} ${verb}`)?.[1];
process.exitCode = entry ? await runOperation(entry) : showUsage();

async function runOperation({ load }: Entry): Promise<number> {
  try {
    return await (await load()).run(rest);
  } catch (error) {
    process.stderr.write(`sightline: ${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

function showUsage(): number {
  const lines = Object.values(OPERATIONS).map(({ usage }) => `  npm run ops -- ${usage}`);
  process.stderr.write(`Usage:\n${lines.join('\n')}\n`);
  return 2;
}

export {};
