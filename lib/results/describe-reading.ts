import type { AddedFinding } from '#lib/attestation/reading.ts';
import type { Presence } from '#lib/findings/finding.ts';
import type { Locale } from '#lib/i18n/locales.ts';
import { nameOf } from '#lib/results/describe-finding.ts';
import { signerOf } from '#lib/results/report-status.ts';
import { compose, wordsOf } from '#lib/results/report-words.ts';
import type { StudyResult } from '#lib/results/study-result.ts';

/** Whether a reader has said anything of it, and not the model alone. */
export function isRead(result: StudyResult): boolean {
  const { findings, added = [], comment } = result;
  const isSaid = comment !== undefined || added.length > 0;
  return signerOf(result) !== undefined && (isSaid || findings.some(({ reading }) => reading !== undefined));
}

/** The impression of a report that was read: what is there by its signer, what the model missed, and what it got wrong. */
export function describeReading(result: StudyResult, locale: Locale): string[] {
  const { t } = wordsOf(locale);
  const { added = [], comment } = result;
  const signer = signerOf(result)?.display ?? '';
  const present = [...standing(result, 'present', locale), ...added.map((each) => nameAdded(each, locale))];
  const open = standing(result, 'indeterminate', locale);
  const rejected = result.findings
    .filter(({ reading }) => reading?.decision === 'rejected')
    .map((finding) => nameOf(finding, locale));
  const list = (names: readonly string[]) => compose(names, 'list', locale);
  return [
    present.length === 0
      ? t('report.read.nothingPresent', { signer })
      : t('report.read.present', { signer, findings: list(present) }),
    ...(open.length === 0 ? [] : [t('report.indeterminate', { findings: list(open) })]),
    ...(rejected.length === 0 ? [] : [t('report.read.rejectedList', { findings: list(rejected) })]),
    ...(added.length === 0
      ? []
      : [t('report.read.added', { findings: list(added.map((each) => nameAdded(each, locale))) })]),
    ...(comment === undefined ? [] : [t('report.read.comment', { comment })]),
  ];
}

function standing({ findings }: StudyResult, presence: Presence, locale: Locale): string[] {
  return findings
    .filter((finding) => (finding.reading ?? finding).presence === presence)
    .map((finding) => nameOf(finding, locale));
}

function nameAdded({ words, laterality }: AddedFinding, locale: Locale): string {
  const { t, isolate } = wordsOf(locale);
  const name = isolate(words);
  return laterality === undefined ? name : compose([name, t(`report.side.${laterality}`)], 'part', locale);
}
