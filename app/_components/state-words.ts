import type { AnalysisSummary } from '#lib/pipeline/views.ts';

/** The key of an analysis's state in words: what the HL7 engine alone took is not said to be filed in the chart. */
export function stateWords({
  state,
  sentToEngineOnly,
}: Pick<AnalysisSummary, 'state' | 'sentToEngineOnly'>): AnalysisSummary['state'] | 'sentToEngine' {
  return sentToEngineOnly === true ? 'sentToEngine' : state;
}
