import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '#lib/platform/free-port.ts';

/** serve.py says what each of them does. */
export type ServedName = 'sightline-cxr' | 'other-weights' | 'another-shape' | 'moody';

export interface Triton {
  readonly urls: { readonly http: string; readonly grpc: string };
  /** As a host dies: at once and with everything. */
  kill(): Promise<void>;
  /** At the ports where it was. */
  start(): Promise<void>;
  /** SIGSTOP and SIGCONT: connections stay open, and nobody answers. */
  freeze(): void;
  thaw(): void;
}

const START_TIMEOUT_MS = 90_000;

/** Triton with these models loaded, on free ports of loopback. */
export async function startTriton(
  python: string,
  onnxPath: string,
  names: readonly ServedName[],
): Promise<Triton> {
  const [http, grpc] = [await freePort(), await freePort()];
  const urls = { http: `http://127.0.0.1:${http}`, grpc: `http://127.0.0.1:${grpc}` };
  let running: { server: ChildProcess; workspace: string } | undefined;

  async function start(): Promise<void> {
    const workspace = await mkdtemp(join(tmpdir(), 'sightline-triton-'));
    // It makes the folder itself, and wants it not to be there.
    const args = [onnxPath, String(http), String(grpc), join(workspace, 'run'), ...names];
    const log = createWriteStream(join(workspace, 'log'));
    await once(log, 'open');
    // Detached: it and all that it starts are one group. It ends when this pipe does, and so with the tests.
    const server = spawn(python, [join(import.meta.dirname, 'serve.py'), ...args], {
      stdio: ['pipe', log, log],
      detached: true,
    });
    running = { server, workspace };
    await Promise.all(names.map((name) => untilReady(server, `${urls.http}/v2/models/${name}/ready`))).catch(
      async (thrown: unknown) => {
        const said = await readFile(join(workspace, 'log'), 'utf8');
        await kill();
        throw new Error(`Triton did not start:\n${said.slice(-2000)}`, { cause: thrown });
      },
    );
  }

  async function kill(): Promise<void> {
    if (running === undefined) return;
    const { server, workspace } = running;
    running = undefined;
    if (server.exitCode === null && server.signalCode === null) {
      const ended = once(server, 'exit');
      signalGroup(server, 'SIGKILL');
      await ended;
    }
    await rm(workspace, { recursive: true, force: true, maxRetries: 5 });
  }

  await start();
  const signal = (name: NodeJS.Signals) => () => {
    if (running) signalGroup(running.server, name);
  };
  return { urls, start, kill, freeze: signal('SIGSTOP'), thaw: signal('SIGCONT') };
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid !== undefined) process.kill(-pid, signal);
}

async function untilReady(server: ChildProcess, url: string): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline && server.exitCode === null && server.signalCode === null) {
    const ready = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
    await delay(200);
  }
  throw new Error(`not ready (exit code ${String(server.exitCode)}): ${url}`);
}
