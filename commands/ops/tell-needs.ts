/** A site's comparison for a person: a table, and below it what to do and whom to ask. */
import type { CheckedNeed, Verdict } from '#lib/conformance/checked-need.ts';
import { oneLine } from './tell-checks.ts';
import { tellTable } from './tell-table.ts';

const VERDICTS: Readonly<Record<Verdict, string>> = {
  works: 'works',
  routed: 'another way',
  confirm: 'to confirm',
  missing: 'MISSING',
};
const OFFER_AT_MOST = 60;

export function tellNeeds(of: string, needs: readonly CheckedNeed[], say: (line: string) => void): void {
  say(oneLine(of));
  say('');
  tellTable(
    ['need', 'what is offered', 'verdict'],
    needs.map(({ need, offered, verdict }) => [need, shortened(offered), VERDICTS[verdict]]),
    say,
  );
  tellMeanings('Another way', 'routed', needs, say);
  tellMeanings('To confirm, because no statement tells', 'confirm', needs, say);
  tellMeanings('Missing', 'missing', needs, say);
  const count = (wanted: Verdict) => String(needs.filter(({ verdict }) => verdict === wanted).length);
  say('');
  say(
    `${count('works')} work, ${count('routed')} another way, ${count('confirm')} to confirm, ${count('missing')} missing`,
  );
}

/** Under the name of whoever is to be asked; needs that come to the same are told as one. */
function tellMeanings(
  title: string,
  verdict: Verdict,
  needs: readonly CheckedNeed[],
  say: (line: string) => void,
): void {
  const meant = needs.filter((each) => each.verdict === verdict);
  for (const [ask, all] of Map.groupBy(meant, (each) => each.ask)) {
    say('');
    say(ask === undefined ? `${title}:` : `${title}; to be asked: ${ask}`);
    for (const [means = '', same] of Map.groupBy(all, (each) => each.means)) {
      for (const { need } of same) say(`  ${need}`);
      say(`    ${oneLine(means)}`);
    }
  }
}

/** What an EHR says of itself is somebody else's text. */
function shortened(text: string): string {
  const line = oneLine(text);
  return line.length <= OFFER_AT_MOST ? line : `${line.slice(0, OFFER_AT_MOST - 1)}…`;
}
