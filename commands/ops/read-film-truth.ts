/** What a table's row says of each label of the model. */
import { labelNamed, type Columns, type TableQuestion } from './find-columns.ts';

/** By label; as words where the row can't be read. Findings that the model has no label for are counted in `unknown`. */
export function readTruth(
  cells: readonly string[],
  columns: Columns,
  question: TableQuestion,
  unknown: Map<string, number>,
): ReadonlyMap<string, boolean> | string {
  return columns.findings < 0
    ? readColumns(cells, columns)
    : readFindings(cells[columns.findings] ?? '', question, unknown);
}

function readColumns(cells: readonly string[], { head, labels }: Columns): Map<string, boolean> | string {
  const truth = new Map<string, boolean>();
  for (const [label, at] of labels) {
    const written = cells[at] ?? '';
    if (!/^([01](\.0+)?)?$/.test(written))
      return `${head[at] ?? label} is “${written.slice(0, 20)}”, and must be 1, 0 or empty (nobody judged it)`;
    if (written !== '') truth.set(label, Number(written) === 1);
  }
  return truth;
}

/** "Cardiomegaly|Emphysema", or "No Finding": what is not named is not there; a score over all stands for any that is. */
function readFindings(
  written: string,
  question: TableQuestion,
  unknown: Map<string, number>,
): Map<string, boolean> | string {
  if (written === '') return 'no findings are written; a film without any says “No Finding”';
  const named = written.split('|').map((name) => name.trim());
  if (named.length > 1 && named.some(isNone))
    return `“${written.slice(0, 60)}” names findings and says that there is none`;
  const found = new Set<string>();
  for (const name of named.filter((each) => !isNone(each))) {
    const label = labelNamed(name, question);
    if (label === undefined) unknown.set(name, (unknown.get(name) ?? 0) + 1);
    else found.add(label);
  }
  const any = named.some((name) => !isNone(name));
  return new Map(question.labels.map((label) => [label, label === question.triage ? any : found.has(label)]));
}

function isNone(name: string): boolean {
  return /^no finding$/i.test(name);
}
