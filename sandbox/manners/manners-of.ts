import { EPIC } from './epic.ts';
import type { Manners } from './manners.ts';
import { OPEN } from './open.ts';
import { ORACLE } from './oracle.ts';

export const EHR_NAMES = ['open', 'epic', 'oracle'] as const;
export type EhrName = (typeof EHR_NAMES)[number];

const MANNERS: Readonly<Record<EhrName, Manners>> = { open: OPEN, epic: EPIC, oracle: ORACLE };

export function mannersOf(ehr: EhrName): Manners {
  return MANNERS[ehr];
}
