/** Where films of this place leave no doubt that the model does worse than its card says. */
import type { PackageManifest } from '../models/manifest.ts';
import type { LabelEvaluation } from './evaluate-label.ts';
import type { Estimate } from './redraw-patients.ts';

export interface Shortcoming {
  readonly label: string;
  readonly figure: 'auc' | 'sensitivity' | 'specificity';
  /** The operating point's name, where it is a figure of one. */
  readonly point?: string;
  readonly card: number;
  readonly here: Estimate;
}

/** Figures whose whole interval lies below what the manifest states; of 40 that hold, one does by chance. */
export function fallShort(
  labels: readonly LabelEvaluation[],
  manifest: Pick<PackageManifest, 'labels'>,
): Shortcoming[] {
  return labels.flatMap(({ label, auc, points }) => {
    const card = manifest.labels.find((each) => each.label === label);
    const stated = [card?.operatingPoint, card?.ruleOut].filter((point) => point !== undefined);
    const ofPoints = points.flatMap(({ name, sensitivity, specificity }) => {
      const point = stated.find((each) => each.name === name);
      return [
        ...compare({ label, figure: 'sensitivity', point: name }, point?.sensitivity, sensitivity),
        ...compare({ label, figure: 'specificity', point: name }, point?.specificity, specificity),
      ];
    });
    return [...compare({ label, figure: 'auc' }, card?.auc?.value, auc), ...ofPoints];
  });
}

function compare(
  of: Pick<Shortcoming, 'label' | 'figure' | 'point'>,
  card: number | undefined,
  here: Estimate | undefined,
): Shortcoming[] {
  if (card === undefined || here?.interval === undefined || here.interval.high >= card) return [];
  return [{ ...of, card, here }];
}
