/** Films in rising order of their score: all that an area, a rate or a bin needs, sorted once for every redraw. */

export interface Scored {
  readonly score: number;
  readonly present: boolean;
}

export interface Ranking {
  /** By rank, which of the films it is, from 0. */
  readonly film: Int32Array;
  readonly score: Float64Array;
  /** 1 with the finding, 0 without. */
  readonly present: Uint8Array;
}

/** How often each film counts, by its place among all films; once where nothing is said. */
export type Weights = ArrayLike<number>;

/** `places` says which of all films these are, where they are not all of them. Equal scores keep their order. */
export function rankFilms(films: readonly Scored[], places?: readonly number[]): Ranking {
  const order = Array.from(films.keys()).sort((a, b) => (films[a]?.score ?? 0) - (films[b]?.score ?? 0));
  return {
    film: Int32Array.from(order, (at) => places?.[at] ?? at),
    score: Float64Array.from(order, (at) => films[at]?.score ?? 0),
    present: Uint8Array.from(order, (at) => Number(films[at]?.present ?? false)),
  };
}

/** How many films have the finding and how many have not. */
export function countKinds({ film, present }: Ranking, weights?: Weights): { with: number; without: number } {
  let [yes, no] = [0, 0];
  for (let rank = 0; rank < film.length; rank++) {
    const weight = weights === undefined ? 1 : (weights[film[rank] ?? 0] ?? 0);
    if (present[rank] === 1) yes += weight;
    else no += weight;
  }
  return { with: yes, without: no };
}
