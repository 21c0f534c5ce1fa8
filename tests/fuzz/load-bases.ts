import type { Base } from './bases/base.ts';
import { readCorpusBases } from './bases/corpus-bases.ts';
import { makeSyntheticBases } from './bases/synthetic-bases.ts';

/** Files of our own, in any checkout; or the real ones, empty where they are absent. */
export type BaseSet = 'synthetic' | 'corpus';

export async function loadBases(set: BaseSet): Promise<readonly Base[]> {
  return set === 'corpus' ? readCorpusBases() : makeSyntheticBases();
}
