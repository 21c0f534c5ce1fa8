import type { Shortfall } from './list-shortfall.ts';

/** Names of each kind; all of them stand in evaluation.json. */
const NAMED = 5;

/** What does not count, in lines for a terminal: nothing is left out in silence. */
export function tellShortfall(shortfall: Shortfall, say: (line: string) => void): void {
  for (const [code, all] of Map.groupBy(shortfall.leftOut, (each) => each.code)) {
    say(`left out: ${String(all.length)} ${all.length === 1 ? 'film' : 'films'} (${code})`);
    for (const { file, place, said } of all.slice(0, NAMED))
      say(`  ${place}: ${file === '' ? '' : `${file}: `}${said}`);
    if (all.length > NAMED) say(`  and ${String(all.length - NAMED)} more`);
  }
  const { filesInNoRow, columnsNotRead, findingsNotKnown, labelsWithoutColumn } = shortfall;
  const lines = {
    [`not listed: ${String(filesInNoRow.length)} files of the folder stand in no row`]: some(filesInNoRow),
    'not read: columns that mean nothing here': columnsNotRead.join(', '),
    'not known to the model: findings of the table': counted(findingsNotKnown),
    'not evaluated: labels of the model that the tables don’t speak of': labelsWithoutColumn.join(', '),
    'not readable: boxes': some(shortfall.boxesNotReadable),
    'not known to the model: findings of boxes': counted(shortfall.boxesNotKnown),
  };
  for (const [what, which] of Object.entries(lines)) if (which !== '') say(`${what}: ${which}`);
}

function counted(names: Readonly<Record<string, number>>): string {
  return Object.entries(names)
    .map(([name, count]) => `${name} (${String(count)})`)
    .join(', ');
}

function some(names: readonly string[]): string {
  const more = names.length - NAMED;
  return `${names.slice(0, NAMED).join(', ')}${more > 0 ? ` and ${String(more)} more` : ''}`;
}
