/** The operator's commands: `npm run ops -- AREA VERB …`. Each is a file of commands/ops that is loaded when it is asked for. */

interface Operation {
  /** Takes what stands behind the verb, resolves to the exit code. */
  readonly run: (args: readonly string[]) => Promise<number>;
}

interface Entry {
  readonly usage: string;
  readonly load: () => Promise<Operation>;
}

const OPERATIONS: Readonly<Record<string, Entry>> = {
  'models check': { usage: 'models check DIR|NAME', load: () => import('./ops/check-model.ts') },
  'models evaluate': {
    usage: 'models evaluate --model NAME --data DIR --labels TABLE.csv [--boxes BOXES.csv] [--out NEW_DIR]',
    load: () => import('./ops/evaluate-model.ts'),
  },
  'models measure': {
    usage: 'models measure DIR --films TABLE.csv --on "whose films they are" --out NEW_DIR',
    load: () => import('./ops/measure-model.ts'),
  },
  'gpu check': {
    usage: 'gpu check [--model NAME] [--provider cuda|tensorrt] [--films N]',
    load: () => import('./ops/check-gpu.ts'),
  },
  'gpu install': {
    usage: 'gpu install [--cuda 12|13] [--into DIR]',
    load: () => import('./ops/install-gpu.ts'),
  },
  'keys rotate': {
    usage: 'keys rotate [--site ID] [--after HOURS] [--algorithm ES384|RS384] | keys rotate --vault',
    load: () => import('./ops/rotate-keys.ts'),
  },
  'pixels read': { usage: 'pixels read FILE… [--out DIR]', load: () => import('./ops/read-pixels.ts') },
  'sites check': {
    usage: 'sites check [ID…] [--sites FILE] [--metadata FILE] [--smart-configuration FILE]',
    load: () => import('./ops/check-sites.ts'),
  },
  'outbox list': {
    usage: 'outbox list [--site ID] [--state STATE]… [--limit N] [--json]',
    load: () => outbox('list'),
  },
  'outbox show': { usage: 'outbox show DELIVERY [--words]', load: () => outbox('show') },
  'outbox retry': { usage: 'outbox retry DELIVERY…', load: () => outbox('retry') },
  'outbox resolve': {
    usage: 'outbox resolve DELIVERY --arrived REFERENCE | --not-arrived',
    load: () => outbox('resolve'),
  },
  'outbox page': { usage: 'outbox page', load: () => outbox('page') },
  'outbox drop': { usage: 'outbox drop DELIVERY', load: () => outbox('drop') },
  'audit verify': {
    usage: 'audit verify [--head SEQUENCE:HASH]',
    load: async () => ({ run: (await import('./ops/audit.ts')).verify }),
  },
  'audit export': {
    usage: 'audit export --to NEW_FILE.ndjson [--after SEQUENCE]',
    load: async () => ({ run: (await import('./ops/audit.ts')).exportTrail }),
  },
  'models add': { usage: 'models add DIR', load: () => import('./ops/add-model.ts') },
};

async function outbox(verb: 'list' | 'show' | 'retry' | 'resolve' | 'drop' | 'page'): Promise<Operation> {
  return { run: (await import('./ops/outbox.ts'))[verb] };
}

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
