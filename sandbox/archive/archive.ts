import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Grant } from '../oauth/token-store.ts';
import { importFolder } from './import-folder.ts';
import type { ImportedFile } from './import-folder.ts';
import { InstanceStore } from './instance-store.ts';

/** `drop` closes connections without an answer, as a firewall or a dying host does. */
export type ArchiveCondition = 'up' | 'down' | 'drop';

export interface Archive {
  readonly store: InstanceStore;
  readonly imported: readonly ImportedFile[];
  /** Where STOW-RS puts what it takes. */
  readonly storeFolder: string;
  condition: ArchiveCondition;
  close(): Promise<void>;
}

/** Who may ask, and which studies they may see; both come from the EHR. */
export interface ArchiveAccess {
  readonly authorize: (authorization: string | undefined) => Grant | undefined;
  /** What a request without good credentials is told (RFC 9110 section 11.6.1). */
  readonly challenge: string;
  readonly mayReadStudy: (grant: Grant, studyInstanceUid: string) => Promise<boolean>;
}

export async function openArchive(dataDir: string): Promise<Archive> {
  const store = new InstanceStore();
  const imported = await importFolder(store, dataDir);
  const storeFolder = await mkdtemp(join(tmpdir(), 'stand-in-archive-'));
  return {
    store,
    imported,
    storeFolder,
    condition: 'up',
    close: () => rm(storeFolder, { recursive: true, force: true }),
  };
}
