import type { AnalysisSummary } from '#lib/pipeline/views.ts';

type Told = Pick<AnalysisSummary, 'state' | 'sentToEngineOnly' | 'isWithdrawn' | 'signedAs'>;

/**
 * The key of an analysis's state in words: what the HL7 engine alone took is not said to be filed in the chart, and what
 * was signed is not said to be preliminary.
 */
export function stateWords({
  state,
  sentToEngineOnly,
  isWithdrawn,
  signedAs,
}: Told): AnalysisSummary['state'] | 'sentToEngine' | 'withdrawn' | 'signed' | 'signedToEngine' {
  if (isWithdrawn === true) return 'withdrawn';
  if (sentToEngineOnly === true) return signedAs === undefined ? 'sentToEngine' : 'signedToEngine';
  return state === 'completed' && signedAs !== undefined ? 'signed' : state;
}
