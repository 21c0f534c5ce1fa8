import type { Finding } from '#lib/findings/finding.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { nameOf } from '#lib/results/describe-finding.ts';
import { formatProbability } from '#lib/results/format-number.ts';
import { compose, conceptName, wordsOf } from '#lib/results/report-words.ts';
import type { PriorResult, StudyResult } from '#lib/results/study-result.ts';

type Earlier = PriorResult['findings'][number];

interface Pair {
  readonly now: Finding;
  readonly then: Earlier;
}

/**
 * This result beside the patient's last one: what lies above its operating point now and then. Probabilities stand
 * beside each other only where one model version gave both.
 */
export function describeComparison({ findings, prior }: StudyResult, locale: Locale): string[] {
  if (prior === undefined) return [];
  const { t } = wordsOf(locale);
  const pairs = findings.flatMap((now): Pair[] => {
    const then = prior.findings.find(({ label }) => label === now.label);
    return then === undefined ? [] : [{ now, then }];
  });
  const changes = describeChanges(pairs, prior.sameModelVersion, locale);
  const looked = new Set(findings.map(({ label }) => label));
  const dropped = prior.findings.filter((then) => isPresent(then) && !looked.has(then.label));
  const added = findings.filter(({ label }) => !prior.findings.some((then) => then.label === label));
  const list = (concepts: readonly Pick<Finding, 'concept'>[]) =>
    compose(
      concepts.map(({ concept }) => conceptName(concept, locale)),
      'list',
      locale,
    );
  return [
    t(prior.sameModelVersion ? 'report.comparison.sameModel' : 'report.comparison.otherModel', {
      date: prior.studyDate.slice(0, 10),
    }),
    ...changes,
    ...(dropped.length === 0 ? [] : [t('report.comparison.noLongerLookedFor', { findings: list(dropped) })]),
    ...(added.length === 0 ? [] : [t('report.comparison.notLookedFor', { findings: list(added) })]),
    t('report.comparison.ownSight'),
  ];
}

function describeChanges(pairs: readonly Pair[], comparable: boolean, locale: Locale): string[] {
  const { t } = wordsOf(locale);
  const groups = [
    ['nowPresent', pairs.filter(({ now, then }) => isPresent(now) && !isPresent(then))],
    ['nowAbsent', pairs.filter(({ now, then }) => !isPresent(now) && isPresent(then))],
    ['stillPresent', pairs.filter(({ now, then }) => isPresent(now) && isPresent(then))],
  ] as const;
  const lines = groups.flatMap(([key, members]) => {
    if (members.length === 0) return [];
    const texts = members.map((pair) => describePair(pair, comparable, locale));
    return [t(`report.comparison.${key}`, { findings: compose(texts, 'list', locale) })];
  });
  return lines.length > 0 || pairs.length === 0 ? lines : [t('report.comparison.nonePresent')];
}

function describePair({ now, then }: Pair, comparable: boolean, locale: Locale): string {
  const finding = nameOf(now, locale);
  if (!comparable) return finding;
  const { threshold } = now.operatingPoint;
  return wordsOf(locale).t('report.comparison.change', {
    finding,
    before: formatProbability(then.probability, threshold),
    probability: formatProbability(now.probability, threshold),
  });
}

function isPresent({ presence }: Pick<Finding, 'presence'>): boolean {
  return presence === 'present';
}
