import { createHash } from 'node:crypto';
import { parseFile, readDicomHeader } from './dicom-header.ts';
import { planCoercion } from './rewrite-elements.ts';
import type { CoercedValues } from './rewrite-elements.ts';
import type { StoredInstance } from './stored-instance.ts';

/**
 * The archive's index. It does on import what real archives do:
 * - a missing Patient ID is coerced to an import id, derived from the Study Instance UID, so that it is stable;
 * - a SOP Instance UID that is stored already with other content gets a new, stably derived one (the same content a
 *   second time is the same instance);
 * - a Study Instance UID under two Patient IDs is kept as it came. No archive can know which is right, and whoever
 *   files results by study alone gets the wrong patient: a trap that the product has to see.
 */
export class InstanceStore {
  readonly #bySopInstanceUid = new Map<string, StoredInstance>();

  get instances(): readonly StoredInstance[] {
    return [...this.#bySopInstanceUid.values()];
  }

  find(studyUid: string, seriesUid?: string, sopInstanceUid?: string): readonly StoredInstance[] {
    return this.instances.filter(
      ({ header }) =>
        header.studyInstanceUid === studyUid &&
        (seriesUid === undefined || header.seriesInstanceUid === seriesUid) &&
        (sopInstanceUid === undefined || header.sopInstanceUid === sopInstanceUid),
    );
  }

  /** Takes a file that lies at `path`. Throws ArchiveRefusal. */
  add(path: string, bytes: Uint8Array): StoredInstance {
    const header = readDicomHeader(bytes);
    const contentHash = createHash('sha256').update(bytes).digest('hex');
    const resolved = this.#resolveConflict(header.sopInstanceUid, contentHash);
    if (typeof resolved === 'object') return resolved;
    const coerced: CoercedValues = {
      ...(header.patientId === '' ? { patientId: importPatientId(header.studyInstanceUid) } : {}),
      ...(resolved === header.sopInstanceUid ? {} : { sopInstanceUid: resolved }),
    };
    const splices =
      Object.keys(coerced).length === 0
        ? []
        : planCoercion(parseFile(bytes), header.transferSyntaxUid, coerced);
    const instance = { header: { ...header, ...coerced }, path, coerced, splices, contentHash };
    this.#bySopInstanceUid.set(instance.header.sopInstanceUid, instance);
    return instance;
  }

  /** The instance that is stored already, or the SOP Instance UID that is free for this content. */
  #resolveConflict(sopInstanceUid: string, contentHash: string): StoredInstance | string {
    const stored = this.#bySopInstanceUid.get(sopInstanceUid);
    if (stored === undefined) return sopInstanceUid;
    if (stored.contentHash === contentHash) return stored;
    const derived = deriveUid(`${sopInstanceUid} ${contentHash}`);
    return this.#bySopInstanceUid.get(derived) ?? derived;
  }
}

function importPatientId(studyInstanceUid: string): string {
  return `IMP${createHash('sha256').update(studyInstanceUid).digest('hex').slice(0, 10).toUpperCase()}`;
}

/** DICOM PS3.5 B.2: a UID derived from 128 bits, here of a hash. */
export function deriveUid(seed: string): string {
  return `2.25.${BigInt(`0x${createHash('sha256').update(seed).digest('hex').slice(0, 32)}`).toString()}`;
}
