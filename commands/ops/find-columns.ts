/** Which column of a table is what, by the names that its head gives them. */
import type { PackageManifest } from '#inference/models/manifest.ts';

export interface TableQuestion {
  readonly labels: readonly string[];
  /** The one of them that stands for any finding. */
  readonly triage?: string | undefined;
  /** Column or finding -> label of the model, where they are called differently. */
  readonly names?: ReadonlyMap<string, string>;
}

/** As NIH's lists write them, and ours. */
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  file: ['file', 'image-index'],
  patient: ['patient', 'patient-id'],
  sex: ['sex', 'gender', 'patient-sex', 'patient-gender'],
  age: ['age', 'patient-age'],
  view: ['view', 'view-position'],
  findings: ['finding-labels'],
};

/** Where each thing stands in a row; -1 where the table lacks it. */
export interface Columns {
  readonly head: readonly string[];
  readonly file: number;
  readonly patient: number;
  readonly sex: number;
  readonly age: number;
  readonly view: number;
  /** All findings of a film in one cell, parted by |. */
  readonly findings: number;
  readonly labels: ReadonlyMap<string, number>;
}

/** "Pleural_Thickening", "Pleural Thickening" and "pleural-thickening" are one name. */
export function plainName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '');
}

/** The label of the model that a column or finding means. */
export function labelNamed(name: string, { labels, names }: TableQuestion): string | undefined {
  const label = names?.get(plainName(name)) ?? plainName(name);
  return labels.includes(label) ? label : undefined;
}

/** @throws Error that names the table and what is wrong with it as a whole. */
export function findColumns(head: readonly string[], question: TableQuestion, name: string): Columns {
  const meanings = head.map((column) => meaningOf(column, question));
  const place = (meaning: string) => meanings.indexOf(meaning);
  const labels = new Map(
    question.labels.map((label) => [label, place(label)] as const).filter(([, at]) => at >= 0),
  );
  const [file, patient, findings] = [place('file'), place('patient'), place('findings')];
  const problems = [
    ...twice(meanings).map((meaning) => {
      const columns = head.filter((_, at) => meanings[at] === meaning);
      return `it has two columns for ${meaning}: ${columns.join(' and ')}`;
    }),
    ...(file < 0 ? ['it has no column file'] : []),
    ...(patient < 0 ? ['it has no column patient, by which films of one person are known'] : []),
    ...(labels.size === 0 && findings < 0
      ? [
          `it has no column for a label of the model (${question.labels.join(', ')}), and no column finding_labels`,
        ]
      : []),
    ...(labels.size > 0 && findings >= 0
      ? ['it has columns for labels and a column finding_labels; leave one out']
      : []),
  ];
  if (problems.length > 0)
    throw new Error(`${name}: ${problems.join('; ')}. Its columns: ${head.join(', ')}`);
  return { head, file, patient, sex: place('sex'), age: place('age'), view: place('view'), findings, labels };
}

/** One of COLUMNS, or a label of the model. */
function meaningOf(column: string, question: TableQuestion): string | undefined {
  const plain = plainName(column);
  const known = Object.entries(COLUMNS).find(([, names]) => names.includes(plain))?.[0];
  return known ?? labelNamed(column, question);
}

function twice(meanings: readonly (string | undefined)[]): string[] {
  const known = meanings.filter((meaning) => meaning !== undefined);
  return [...new Set(known.filter((meaning, at) => known.indexOf(meaning) !== at))];
}

/** Columns that mean nothing here. */
export function unreadOf({ head, labels, ...places }: Columns): string[] {
  const read = new Set([...labels.values(), ...Object.values(places)]);
  return head.filter((column, at) => column !== '' && !read.has(at));
}

/** `--call "Pleural Effusion=effusion"` -> what the tables call a label of the model. @throws Error with what is wrong. */
export function parseNames(given: readonly string[], labels: readonly string[]): Map<string, string> {
  return new Map(
    given.map((each) => {
      const [, name = '', label = ''] = /^(.+)=(.+)$/.exec(each) ?? [];
      if (!labels.includes(label.trim()))
        throw new Error(`${each}: write NAME=LABEL, with a label of the model: ${labels.join(', ')}`);
      return [plainName(name), label.trim()];
    }),
  );
}

/** What a table is asked of this model. */
export function questionOf({ labels }: Pick<PackageManifest, 'labels'>): TableQuestion {
  return {
    labels: labels.map(({ label }) => label),
    triage: labels.find(({ role }) => role === 'triage')?.label,
  };
}
