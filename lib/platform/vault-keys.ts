import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import type { VaultKeys } from './vault.ts';

/** Where the keys come from; exactly one is named. */
export interface KeySource {
  readonly SIGHTLINE_KEY?: string | undefined;
  readonly SIGHTLINE_KEY_FILE?: string | undefined;
  readonly SIGHTLINE_KEY_COMMAND?: string | undefined;
}

const COMMAND_TIMEOUT_MS = 20_000;

/**
 * The process's keys, read now, and again when their file changes: a rotation reaches every running process. Throws
 * Error that names the setting and never a key.
 */
export function openVaultKeys(source: KeySource): VaultKeys {
  const read = readerOf(source);
  const changedAt = () => (source.SIGHTLINE_KEY_FILE ? mtimeOf(source.SIGHTLINE_KEY_FILE) : undefined);
  let seen = changedAt();
  let keys = read();
  const reload = () => {
    try {
      keys = read();
    } catch {
      // A file that can't be read for a moment is no reason to forget what it said.
    }
    return keys;
  };
  return {
    current: () => {
      const now = changedAt();
      if (now === seen) return keys;
      seen = now;
      return reload();
    },
    reload,
  };
}

function mtimeOf(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs;
}

function readerOf(source: KeySource): () => readonly Buffer[] {
  const named = Object.entries(source).filter(
    (entry): entry is [keyof KeySource, string] => entry[1] !== undefined && entry[1] !== '',
  );
  const [only, ...others] = named;
  if (only === undefined || others.length > 0)
    throw new Error(
      'one of SIGHTLINE_KEY_FILE, SIGHTLINE_KEY and SIGHTLINE_KEY_COMMAND is needed, and one only',
    );
  const [name, value] = only;
  return () => parseVaultKeys(name, READERS[name](value));
}

const READERS: Readonly<Record<keyof KeySource, (value: string) => string>> = {
  SIGHTLINE_KEY: (value) => value,
  SIGHTLINE_KEY_FILE: (file) => {
    try {
      return readFileSync(file, 'utf8');
    } catch {
      throw new Error(`SIGHTLINE_KEY_FILE ${file}: there is no such file that can be read`);
    }
  },
  // A key management service's own client, whichever it is; run without a shell.
  SIGHTLINE_KEY_COMMAND: (command) => {
    const [program = '', ...args] = command.split(/\s+/);
    try {
      return execFileSync(program, args, {
        encoding: 'utf8',
        timeout: COMMAND_TIMEOUT_MS,
        stdio: ['ignore', 'pipe', 'inherit'],
      });
    } catch {
      throw new Error(`SIGHTLINE_KEY_COMMAND: ${program} did not give the keys`);
    }
  },
};

/** A key a line: 32 bytes as base64. The first seals. */
export function parseVaultKeys(name: string, text: string): readonly Buffer[] {
  const keys = text
    .split(/[\s,]+/)
    .filter((word) => word !== '')
    .map((word) => Buffer.from(word, 'base64'));
  if (keys.length === 0 || keys.some((key) => key.length !== 32))
    throw new Error(`${name}: 32 bytes as base64 are needed`);
  return keys;
}
