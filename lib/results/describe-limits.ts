import type { Finding } from '#lib/findings/finding.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { messagesOf } from '#lib/i18n/messages-of.ts';
import { isProblemCode, problemParts } from '#lib/i18n/sentences.ts';
import { compose, wordsOf } from '#lib/results/report-words.ts';
import type { StudyResult } from '#lib/results/study-result.ts';

/** What the report can't be used for, how it was measured, and which model on which hardware wrote it. */
export function describeLimits(result: StudyResult, locale: Locale): string[] {
  return [...describeReach(result, locale), describeModel(result, locale), describeClearance(result, locale)];
}

/** The limits alone, where model and clearance stand in a place of their own. */
export function describeReach(result: StudyResult, locale: Locale): string[] {
  const { t } = wordsOf(locale);
  const population = result.model.evaluatedOn ?? t('report.limits.heldOut');
  return [
    t('report.limits.listedOnly'),
    t('report.limits.measuredOn', { population }),
    ...describeMaps(result.findings, locale),
    describeFilms(result, locale),
  ];
}

/** In the model's own words, which may run the other way than the language does. */
export function describeClearance({ model }: StudyResult, locale: Locale): string {
  const { t, isolate } = wordsOf(locale);
  return model.regulatoryStatus === '' ? t('report.limits.research') : isolate(model.regulatoryStatus);
}

function describeModel({ model, execution }: StudyResult, locale: Locale): string {
  return wordsOf(locale).t('report.limits.model', {
    model: model.title,
    version: model.version,
    identifier: model.id,
    hash: `${model.sha256.slice(0, 16)}...`,
    device: `${execution.device} (${execution.provider}, ${execution.precision})`,
  });
}

function describeMaps(findings: readonly Finding[], locale: Locale): string[] {
  const { t } = wordsOf(locale);
  if (findings.every(({ heatMap }) => heatMap === undefined)) return [t('report.limits.noMap')];
  const located = findings.some(({ laterality, zone }) => laterality !== undefined || zone !== undefined);
  return located ? [t('report.limits.map')] : [];
}

function describeFilms({ analysedFilms, refusedFilms }: StudyResult, locale: Locale): string {
  const { t } = wordsOf(locale);
  const analysed = t('report.limits.films', { number: String(analysedFilms.length) });
  if (refusedFilms.length === 0) return analysed;
  const reasons = [...new Set(refusedFilms.map(({ reason }) => inWords(reason, locale)))];
  const refused = { number: String(refusedFilms.length), reason: compose(reasons, 'list', locale) };
  return `${analysed} ${t('report.limits.refused', refused)}`;
}

/**
 * A refusal's code in the words that the page uses for it, without the full stop. The page's apostrophe becomes the one
 * of the report's words: ISO 8859-1 (MSH-18) has no other.
 */
function inWords(reason: string, locale: Locale): string {
  const messages = messagesOf(locale);
  if (!isProblemCode(messages, reason)) return reason;
  return problemParts(messages, reason).what.replace(/\.$/, '').replaceAll('’', "'");
}
