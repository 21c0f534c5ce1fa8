import type { Ranking, Weights } from './rank-films.ts';

/**
 * Area under the ROC curve: the chance that a film with the finding scores higher than one without, a tie counted as
 * half (Hanley and McNeil 1982). NaN where films of one kind only are there.
 */
export function areaUnderCurve({ film, score, present }: Ranking, weights?: Weights): number {
  let [wins, yes, no, rank] = [0, 0, 0, 0];
  while (rank < film.length) {
    const tied = score[rank];
    let [tiedYes, tiedNo] = [0, 0];
    for (; rank < film.length && score[rank] === tied; rank++) {
      const weight = weights === undefined ? 1 : (weights[film[rank] ?? 0] ?? 0);
      if (present[rank] === 1) tiedYes += weight;
      else tiedNo += weight;
    }
    wins += tiedYes * (no + tiedNo / 2);
    yes += tiedYes;
    no += tiedNo;
  }
  return yes === 0 || no === 0 ? Number.NaN : wins / (yes * no);
}
