/** An evaluation in lines for a terminal. */
import type { LabelEvaluation } from '#inference/evaluation/evaluate-label.ts';
import { fallShort, type Shortcoming } from '#inference/evaluation/fall-short.ts';
import type { PointingFigures } from '#inference/evaluation/point-at-boxes.ts';
import type { PackageManifest } from '#inference/models/manifest.ts';
import type { GatheredEvaluation, GroupEvaluation } from './gather-evaluation.ts';
import { ranged, share, tellTable } from './tell-table.ts';

type Say = (line: string) => void;
export function tellEvaluation(evaluation: GatheredEvaluation, manifest: PackageManifest, say: Say): void {
  const { whole, groups, pointing, execution } = evaluation;
  say(`${String(whole.films)} films of ${String(whole.patients)} patients were evaluated${ranOn(execution)}`);
  say('');
  tellTable(
    ['label', 'films', 'with', 'AUC (95% interval)', 'card', 'calibration error', 'card'],
    whole.labels.map((label) => areaRow(label, manifest)),
    say,
  );
  if (whole.meanAuc)
    say(`mean AUC of ${String(whole.meanAuc.labels)} labels: ${ranged(whole.meanAuc)}${cardMean(manifest)}`);
  say('');
  tellTable(
    [
      'label',
      'point',
      'sensitivity',
      'card',
      'specificity',
      'card',
      'predictive value +',
      'predictive value -',
    ],
    whole.labels.flatMap((label) => pointRows(label, manifest)),
    say,
  );
  tellShortcomings(fallShort(whole.labels, manifest), say);
  if (groups.length > 0) say('');
  if (groups.length > 0)
    tellTable(['group', '', 'films', 'labels', 'mean AUC (95% interval)'], groups.map(groupRow), say);
  if (pointing) tellPointing(pointing.figures, pointing.boxesElsewhere, say);
}

function tellShortcomings(found: readonly Shortcoming[], say: Say): void {
  if (found.length > 0) say('');
  for (const { label, figure, point, card, here } of found) {
    const name = figure === 'auc' ? 'AUC' : `${figure} at ${point ?? ''}`;
    say(`worse than the card: ${label}, ${name}: ${ranged(here)}, the card says ${share(card)}`);
  }
}

function ranOn(execution: GatheredEvaluation['execution']): string {
  return execution === undefined
    ? ''
    : `, by ${execution.provider} in ${execution.precision} on ${execution.device}`;
}

function areaRow(
  { label, films, positives, auc, calibration }: LabelEvaluation,
  { labels }: PackageManifest,
) {
  const card = labels.find((each) => each.label === label);
  const area = auc === undefined ? `none: ${whyNone(films, positives)}` : ranged(auc);
  return [
    label,
    String(films),
    String(positives),
    area,
    share(card?.auc?.value),
    share(calibration?.error),
    share(card?.ece),
  ];
}

function whyNone(films: number, positives: number): string {
  if (films === 0) return 'nobody judged it';
  return positives === 0 ? 'no film has it' : 'every film has it';
}

function pointRows({ label, points }: LabelEvaluation, { labels }: PackageManifest): string[][] {
  const card = labels.find((each) => each.label === label);
  return points.map((point) => {
    const { name, sensitivity, specificity, positivePredictiveValue, negativePredictiveValue } = point;
    const stated = [card?.operatingPoint, card?.ruleOut].find((each) => each?.name === name);
    return [
      ...[
        label,
        name,
        ranged(sensitivity),
        share(stated?.sensitivity),
        ranged(specificity),
        share(stated?.specificity),
      ],
      ...[ranged(positivePredictiveValue), ranged(negativePredictiveValue)],
    ];
  });
}

function groupRow({ by, value, films, meanAuc }: GroupEvaluation): string[] {
  return [by, value, String(films), String(meanAuc?.labels ?? 0), ranged(meanAuc)];
}

function tellPointing(figures: readonly PointingFigures[], elsewhere: number, say: Say): void {
  say('');
  if (figures.length === 0)
    say('pointing: the model draws no maps, or no box lies on a film that was scored');
  else
    tellTable(
      ['pointing', 'boxed', 'hits', 'hit rate (95% interval)', 'by chance', 'drawn', 'overlap', 'of the box'],
      figures.map(({ label, boxed, hits, hitRate, boxShare, drawn, intersectionOverUnion, shareOfBox }) => [
        ...[label, String(boxed), String(hits), ranged(hitRate), share(boxShare)],
        ...[drawn === undefined ? '-' : String(drawn), share(intersectionOverUnion), share(shareOfBox)],
      ]),
      say,
    );
  if (elsewhere > 0) say(`${String(elsewhere)} boxes lie on films that were not scored or not asked for`);
}

function cardMean({ measuredOn }: PackageManifest): string {
  return measuredOn === undefined
    ? ''
    : `; the card’s, on ${String(measuredOn.films)} films: ${share(measuredOn.meanAuc)}`;
}
