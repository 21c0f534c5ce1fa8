import type { AnalysisSummary } from '#lib/pipeline/views.ts';

/** The key of an analysis's state in words: what the HL7 engine alone took is not said to be filed in the chart. */
export function stateWords({
  state,
  sentToEngineOnly,
  isWithdrawn,
}: Pick<AnalysisSummary, 'state' | 'sentToEngineOnly' | 'isWithdrawn'>):
  AnalysisSummary['state'] | 'sentToEngine' | 'withdrawn' {
  if (isWithdrawn === true) return 'withdrawn';
  return sentToEngineOnly === true ? 'sentToEngine' : state;
}
