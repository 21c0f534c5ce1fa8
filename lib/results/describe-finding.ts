import type { ReadFinding, StatedReading } from '#lib/attestation/reading.ts';
import type { Finding, Laterality, OperatingPoint } from '#lib/findings/finding.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { formatProbability, formatThreshold } from '#lib/results/format-number.ts';
import { compose, conceptName, wordsOf } from '#lib/results/report-words.ts';

/**
 * `Pleural effusion, right: present. Probability 0.83 (operating point 0.41: sensitivity 0.80, specificity 0.79). The
 * model's map is strongest in the lower third of the film.`
 */
export function describeFinding(finding: ReadFinding, locale: Locale): string {
  const { reading } = finding;
  return reading === undefined ? describeByModel(finding, locale) : describeRead(finding, reading, locale);
}

/** `Pleural effusion, left: present (changed by the reader). AI: present, probability 0.83 (...). Reader: ...` */
function describeRead(finding: ReadFinding, reading: StatedReading, locale: Locale): string {
  const { t } = wordsOf(locale);
  const line = t('report.read.finding', {
    finding: nameOf(finding, locale),
    presence: t(`report.presence.${reading.presence}`),
    decision: describeDecision(reading, locale),
    model: describeByModel(finding, locale),
  });
  return reading.comment === undefined
    ? line
    : `${line} ${t('report.read.comment', { comment: reading.comment })}`;
}

export function describeDecision({ decision, reason }: StatedReading, locale: Locale): string {
  const { t } = wordsOf(locale);
  if (decision !== 'rejected') return t(`report.read.${decision}`);
  return t('report.read.rejected', { reason: t(`report.read.reason.${reason ?? 'other'}`) });
}

function describeByModel(finding: Finding, locale: Locale): string {
  const { t } = wordsOf(locale);
  const { probability, zone } = finding;
  const { name, point } = decidingPoint(finding);
  const line = t('report.finding', {
    finding: nameByModel(finding, locale),
    presence: describePresence(finding, locale),
    probability: formatProbability(probability, point.threshold),
    point: t(`report.${name}`),
    threshold: formatThreshold(point.threshold, probability),
    measured: t('report.measured', {
      sensitivity: point.sensitivity.toFixed(2),
      specificity: point.specificity.toFixed(2),
    }),
  });
  // Of the map, never of the finding: it shows what moved the score.
  return zone === undefined ? line : `${line} ${t('report.place', { zone: t(`report.zone.${zone}`) })}`;
}

/** What is called absent is measured by the point below which it lies. */
export function decidingPoint({ presence, operatingPoint, ruleOut }: Finding): {
  name: 'operatingPoint' | 'ruleOutPoint';
  point: OperatingPoint;
} {
  return presence === 'absent' && ruleOut !== undefined
    ? { name: 'ruleOutPoint', point: ruleOut }
    : { name: 'operatingPoint', point: operatingPoint };
}

/**
 * An operating point below 0.5 is usual where a finding is rare. What lies above it and is still more likely not there
 * is called possible, though its code says present.
 */
export function describePresence(
  { presence, probability }: Pick<Finding, 'presence' | 'probability'>,
  locale: Locale = 'en',
): string {
  const word = presence === 'present' && probability < 0.5 ? 'possible' : presence;
  return wordsOf(locale).t(`report.presence.${word}`);
}

/** With the side where one is known: the reader's, where one read it. */
export function nameOf(finding: ReadFinding, locale: Locale): string {
  const { concept } = finding;
  const { laterality } = finding.reading ?? finding;
  return nameWithSide({ concept, laterality }, locale);
}

function nameByModel({ concept, laterality }: Finding, locale: Locale): string {
  return nameWithSide({ concept, laterality }, locale);
}

/** Whether it is there: by the reader where one read it, else by the model, which may only hold it possible. */
export function describeStanding(finding: ReadFinding, locale: Locale): string {
  const { reading } = finding;
  if (reading === undefined) return describePresence(finding, locale);
  return wordsOf(locale).t(`report.presence.${reading.presence}`);
}

function nameWithSide(
  { concept, laterality }: Pick<Finding, 'concept'> & { readonly laterality: Laterality | undefined },
  locale: Locale,
): string {
  const finding = conceptName(concept, locale);
  if (laterality === undefined) return finding;
  return compose([finding, wordsOf(locale).t(`report.side.${laterality}`)], 'part', locale);
}

export function nameWithProbability(finding: Finding, locale: Locale): string {
  return wordsOf(locale).t('report.findingWithProbability', {
    finding: nameOf(finding, locale),
    probability: formatProbability(finding.probability, finding.operatingPoint.threshold),
  });
}
