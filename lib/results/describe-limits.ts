import type { Finding } from '#lib/findings/finding.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { messagesOf } from '#lib/i18n/messages-of.ts';
import { isProblemCode, problemParts } from '#lib/i18n/sentences.ts';
import { wordsOf } from '#lib/results/report-words.ts';
import type { StudyResult } from '#lib/results/study-result.ts';

/** What the report can't be used for, how it was measured, and which model on which hardware wrote it. */
export function describeLimits(result: StudyResult, locale: Locale): string[] {
  const { t } = wordsOf(locale);
  const { model } = result;
  return [
    t('report.limits.listedOnly'),
    t('report.limits.measuredOn', { population: model.evaluatedOn ?? t('report.limits.heldOut') }),
    ...describeMaps(result.findings, locale),
    describeFilms(result, locale),
    describeModel(result, locale),
    describeClearance(result, locale),
  ];
}

export function describeClearance({ model }: StudyResult, locale: Locale): string {
  return model.regulatoryStatus === '' ? wordsOf(locale).t('report.limits.research') : model.regulatoryStatus;
}

export function describeModel({ model, execution }: StudyResult, locale: Locale): string {
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
  const reasons = [...new Set(refusedFilms.map(({ reason }) => inWords(reason, locale)))].join('; ');
  return `${analysed} ${t('report.limits.refused', { number: String(refusedFilms.length), reason: reasons })}`;
}

/** A refusal's code in the words that the page uses for it, without the full stop. */
function inWords(reason: string, locale: Locale): string {
  const messages = messagesOf(locale);
  return isProblemCode(messages, reason) ? problemParts(messages, reason).what.replace(/\.$/, '') : reason;
}
