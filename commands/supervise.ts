import { fork, type ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';

/** A process that is started again whenever it ends by itself; ever more slowly while it can't even become ready. */
export interface Supervised {
  readonly pid: number | undefined;
  stop(): Promise<void>;
}

export interface SupervisedOptions {
  readonly module: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly execArgv?: readonly string[];
  /** Called for each start after the first. */
  readonly onRestart?: (code: number | null) => void;
  /** Gets what the process writes, instead of this one's own output. */
  readonly onOutput?: (text: string) => void;
}

const FIRST_WAIT_MS = 200;
const SLOWEST_MS = 30_000;
const STOP_MS = 15_000;

/** Starts the module and waits until it says that it is ready. Throws where the first start fails. */
export async function supervise(options: SupervisedOptions): Promise<Supervised> {
  let stopping = false;
  let waitMs = FIRST_WAIT_MS;
  let child = await start(options);
  const watch = (): void => {
    // Work waits for it: one that was ready, and then died of one job, is needed again at once.
    child.once('message', () => (waitMs = FIRST_WAIT_MS));
    child.once('exit', (code) => {
      if (!stopping) void restart(code);
    });
  };
  const restart = async (code: number | null): Promise<void> => {
    options.onRestart?.(code);
    await delay(waitMs);
    waitMs = Math.min(waitMs * 2, SLOWEST_MS);
    if (stopping) return;
    child = spawnChild(options);
    watch();
  };
  watch();
  return {
    get pid() {
      return child.pid;
    },
    stop: async () => {
      stopping = true;
      await end(child);
    },
  };
}

async function start(options: SupervisedOptions): Promise<ChildProcess> {
  const child = spawnChild(options);
  await new Promise<void>((ready, failed) => {
    child.once('message', () => ready());
    child.once('exit', (code) =>
      failed(new Error(`${options.module} ended with ${String(code)} before it was ready`)),
    );
  });
  return child;
}

/** With an IPC channel: the child ends itself when this process is gone. */
function spawnChild({ module, environment, execArgv = [], onOutput }: SupervisedOptions): ChildProcess {
  const output = onOutput ? 'pipe' : 'inherit';
  const child = fork(module, {
    env: { ...process.env, ...environment },
    execArgv: [...execArgv],
    stdio: ['ignore', output, output, 'ipc'],
  });
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => onOutput?.(text));
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await ended;
  clearTimeout(timer);
}
