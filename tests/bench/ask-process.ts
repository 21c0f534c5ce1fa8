/** A process that answers JSON lines, one at a time: what is to be measured on a core of its own runs in one. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface AskedProcess {
  /** Rejects with what the process gives as its error, and where it ends without an answer. */
  ask: <T>(request: object) => Promise<T>;
  close: () => Promise<void>;
}

/** `core`: the only one that the process and its threads may use. */
export function openProcess(command: string, args: readonly string[], core?: number): AskedProcess {
  const pinned = core === undefined ? [] : ['taskset', '--cpu-list', String(core)];
  const [program = command, ...rest] = [...pinned, command, ...args];
  const child = spawn(program, rest, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    ask: async <T>(request: object) => {
      child.stdin.write(`${JSON.stringify(request)}\n`);
      const { value, done } = await lines.next();
      if (done === true) throw new Error(`${command} ended without an answer`);
      const answer = JSON.parse(value) as { value: T } | { error: string };
      if ('error' in answer) throw new Error(answer.error);
      return answer.value;
    },
    close: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.stdin.end();
      await ended;
    },
  };
}
