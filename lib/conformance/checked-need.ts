/** One thing that Sightline needs of a hospital's systems, held against what they say that they offer. */

/** `routed`: done another way. `confirm`: no statement tells, so somebody has to. */
export type Verdict = 'works' | 'routed' | 'confirm' | 'missing';

export type Counterpart =
  'EHR app registration team' | 'PACS administrator' | 'HL7 interface team' | 'whoever keeps sites.json';

export interface CheckedNeed {
  readonly need: string;
  /** In the statement's own words. */
  readonly offered: string;
  readonly verdict: Verdict;
  /** What follows from it, where it doesn't just work. */
  readonly means?: string;
  readonly ask?: Counterpart;
}

export function works(need: string, offered: string): CheckedNeed {
  return { need, offered, verdict: 'works' };
}

export function routed(need: string, offered: string, means: string): CheckedNeed {
  return { need, offered, verdict: 'routed', means };
}

export function confirm(need: string, offered: string, means: string, ask: Counterpart): CheckedNeed {
  return { need, offered, verdict: 'confirm', means, ask };
}

export function missing(need: string, offered: string, means: string, ask: Counterpart): CheckedNeed {
  return { need, offered, verdict: 'missing', means, ask };
}

export function isMissing({ verdict }: CheckedNeed): boolean {
  return verdict === 'missing';
}
