import { fork, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';

/** The real worker in a process of its own, which a test kills and starts again at once. */
export interface WorkerProcess {
  readonly pid: number;
  /** Resolves once the one that runs now takes jobs. */
  ready(): Promise<void>;
  /** SIGKILL, and another in its place. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

export function startWorkerProcess(
  environment: Readonly<Record<string, string>>,
  onOutput: (text: string) => void,
): WorkerProcess {
  const start = () => begin(environment, onOutput);
  let running = start();
  return {
    get pid() {
      return running.child.pid ?? 0;
    },
    ready: () => running.ready,
    kill: async () => {
      running.child.kill('SIGKILL');
      await running.ended;
      running = start();
    },
    stop: async () => {
      running.child.kill('SIGTERM');
      const timer = setTimeout(() => running.child.kill('SIGKILL'), 15_000);
      await running.ended;
      clearTimeout(timer);
    },
  };
}

function begin(environment: Readonly<Record<string, string>>, onOutput: (text: string) => void) {
  const child: ChildProcess = fork(resolve('commands/worker.ts'), {
    env: { ...process.env, ...environment },
    execArgv: ['--max-semi-space-size=2'],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => onOutput(text));
  const ended = new Promise<void>((done) => {
    child.once('exit', () => done());
  });
  // One that is killed before is never ready: nobody waits for that one any more.
  const ready = new Promise<void>((done) => {
    child.once('message', () => done());
    child.once('exit', () => done());
  });
  return { child, ended, ready };
}
