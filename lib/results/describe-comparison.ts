import type { Finding } from '#lib/findings/finding.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { nameOf } from '#lib/results/describe-finding.ts';
import { formatProbability } from '#lib/results/format-number.ts';
import { conceptName, wordsOf } from '#lib/results/report-words.ts';
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
  const { t, isolate } = wordsOf(locale);
  const pairs = findings.flatMap((now): Pair[] => {
    const then = prior.findings.find(({ label }) => label === now.label);
    return then === undefined ? [] : [{ now, then }];
  });
  const changes = describeChanges(pairs, prior.sameModelVersion, locale);
  const looked = new Set(findings.map(({ label }) => label));
  const dropped = prior.findings.filter((then) => isPresent(then) && !looked.has(then.label));
  const added = findings.filter(({ label }) => !prior.findings.some((then) => then.label === label));
  const list = (names: readonly string[]) => names.map(isolate).join('; ');
  return [
    t(prior.sameModelVersion ? 'report.comparison.sameModel' : 'report.comparison.otherModel', {
      date: prior.studyDate.slice(0, 10),
    }),
    ...changes,
    ...(dropped.length === 0
      ? []
      : [
          t('report.comparison.noLongerLookedFor', {
            findings: list(dropped.map(({ concept }) => conceptName(concept, locale))),
          }),
        ]),
    ...(added.length === 0
      ? []
      : [
          t('report.comparison.notLookedFor', {
            findings: list(added.map((finding) => conceptName(finding.concept, locale))),
          }),
        ]),
    t('report.comparison.ownSight'),
  ];
}

function describeChanges(pairs: readonly Pair[], comparable: boolean, locale: Locale): string[] {
  const { t, isolate } = wordsOf(locale);
  const groups = [
    ['nowPresent', pairs.filter(({ now, then }) => isPresent(now) && !isPresent(then))],
    ['nowAbsent', pairs.filter(({ now, then }) => !isPresent(now) && isPresent(then))],
    ['stillPresent', pairs.filter(({ now, then }) => isPresent(now) && isPresent(then))],
  ] as const;
  const lines = groups.flatMap(([key, members]) => {
    const findings = members.map((pair) => isolate(describePair(pair, comparable, locale))).join('; ');
    return members.length === 0 ? [] : [t(`report.comparison.${key}`, { findings })];
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
