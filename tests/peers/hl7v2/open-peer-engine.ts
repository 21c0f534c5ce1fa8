import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface PeerEngine {
  /** The next line that it writes, as it comes. */
  readonly next: () => Promise<string>;
  readonly close: () => void;
}

/** An HL7 engine of others, as a process that writes a line for each message that it took. */
export function openPeerEngine(command: string, args: readonly string[]): PeerEngine {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    next: async () => {
      const { value, done } = await lines.next();
      if (done === true) throw new Error(`${command} ended`);
      return value;
    },
    close: () => child.kill(),
  };
}
