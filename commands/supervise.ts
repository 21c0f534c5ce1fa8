import { fork, type ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';

/** A process that is started again whenever it ends by itself, ever more slowly. */
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
}

const STABLE_MS = 60_000;
const SLOWEST_MS = 30_000;
const STOP_MS = 15_000;

/** Starts the module and waits until it says that it is ready. Throws where the first start fails. */
export async function supervise(options: SupervisedOptions): Promise<Supervised> {
  let stopping = false;
  let waitMs = 200;
  let child = await start(options);
  const watch = (): void => {
    const startedAt = Date.now();
    child.once('exit', (code) => {
      if (stopping) return;
      waitMs = Date.now() - startedAt > STABLE_MS ? 200 : Math.min(waitMs * 2, SLOWEST_MS);
      void restart(code);
    });
  };
  const restart = async (code: number | null): Promise<void> => {
    options.onRestart?.(code);
    await delay(waitMs);
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
function spawnChild({ module, environment, execArgv = [] }: SupervisedOptions): ChildProcess {
  return fork(module, {
    env: { ...process.env, ...environment },
    execArgv: [...execArgv],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await ended;
  clearTimeout(timer);
}
