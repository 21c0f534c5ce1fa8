import { toHl7Timestamp } from '#lib/results/hl7v2/date-time.ts';
import type { OruMapping } from '#lib/results/hl7v2/oru-options.ts';
import { resultInterpreter } from '#lib/results/hl7v2/result-interpreter.ts';
import { type FieldValue, type Segments, writeSegment } from '#lib/results/hl7v2/segment-writer.ts';
import { cwe } from '#lib/results/hl7v2/write-coded-element.ts';
import type { StudyResult } from '#lib/results/study-result.ts';
import {
  DIAGNOSTIC_SERVICE_RADIOLOGY,
  ORDER_CONTROL_RESULTS,
  REPORT_STATUS,
} from '#lib/standards/hl7-tables.ts';
import { IMAGING_STUDY_REPORT } from '#lib/standards/observation-codes.ts';

/** ORC and OBR: the order that this report answers, and how far it has come. */
export function writeOrder(
  segments: Segments,
  result: StudyResult,
  setId: number,
  mapping: OruMapping,
): void {
  const { order, study, issuedAt, status } = result;
  const placer = order?.placerOrderNumber;
  // The department's own number is the accession number; where there is none, the analysis names itself.
  const filler = order?.fillerOrderNumber ?? study.accessionNumber;
  const fillerField: FieldValue = filler ?? [result.analysisId, 'SIGHTLINE'];
  writeSegment(segments, 'ORC', { 1: ORDER_CONTROL_RESULTS, 2: placer, 3: fillerField });
  writeSegment(segments, 'OBR', {
    1: String(setId),
    2: placer,
    3: fillerField,
    4: universalService(result, mapping),
    7: study.started === undefined ? undefined : toHl7Timestamp(study.started),
    18: study.accessionNumber,
    22: toHl7Timestamp(issuedAt),
    24: DIAGNOSTIC_SERVICE_RADIOLOGY,
    25: REPORT_STATUS[status],
    32: resultInterpreter(result),
  });
}

function universalService({ order }: StudyResult, { universalServiceId: own }: OruMapping): FieldValue {
  const chosen = own?.evenIfOrdered === true ? own : (order?.universalServiceId ?? own);
  return chosen === undefined ? cwe(IMAGING_STUDY_REPORT) : [chosen.code, chosen.text, chosen.system];
}
