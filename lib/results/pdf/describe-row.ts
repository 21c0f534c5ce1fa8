import type { ReadFinding } from '#lib/attestation/reading.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { decidingPoint, describeDecision, describeStanding, nameOf } from '#lib/results/describe-finding.ts';
import { formatProbability, formatThreshold } from '#lib/results/format-number.ts';
import { wordsOf } from '#lib/results/report-words.ts';
import { capitalise } from '#lib/results/write-report-text.ts';

/** One finding as a line of the table; the same numbers as its sentence has. */
export interface FindingRow {
  readonly name: string;
  readonly place: string;
  readonly presence: string;
  readonly present: boolean;
  readonly probability: string;
  readonly point: string;
  /** Where it is not the operating point. */
  readonly pointName: string;
  readonly sensitivity: string;
  readonly specificity: string;
  /** Lengths of the bar, 0 to 1. */
  readonly share: number;
  readonly pointShare: number;
}

export function describeRow(finding: ReadFinding, locale: Locale): FindingRow {
  const { t, isolate } = wordsOf(locale);
  const { probability, reading } = finding;
  const { name, point } = decidingPoint(finding);
  const threshold = formatThreshold(point.threshold, probability);
  return {
    name: nameOf(finding, locale),
    place: describePlace(finding, locale),
    presence: capitalise(describeStanding(finding, locale)),
    present: (reading ?? finding).presence === 'present',
    // An Arabic page would show `<0.01` as `0.01<`.
    probability: isolate(formatProbability(probability, point.threshold)),
    point: isolate(threshold),
    pointName: name === 'operatingPoint' ? '' : t('report.ruleOutPoint'),
    sensitivity: point.sensitivity.toFixed(2),
    specificity: point.specificity.toFixed(2),
    share: probability,
    pointShare: point.threshold,
  };
}

/** What the reader decided, in place of where the model looked. */
function describePlace({ zone, reading }: ReadFinding, locale: Locale): string {
  const { t } = wordsOf(locale);
  if (reading !== undefined) return capitalise(describeDecision(reading, locale));
  return zone === undefined ? '' : t('report.place', { zone: t(`report.zone.${zone}`) });
}
