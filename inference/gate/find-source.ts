/** Is this film a processed copy of one that stands beside it? */

export interface FilmOrigin {
  readonly sopInstanceUid: string;
  readonly view?: string;
  /** Image Type, value by value. */
  readonly imageType?: readonly string[];
  /** SOP Instance UIDs of the images that it was made from (DICOM PS3.3 C.7.6.1.1.4). */
  readonly sources?: readonly string[];
  /** Date and time of the acquisition, as far as they are stated. */
  readonly acquired?: string;
}

/**
 * The film among the others that this one was made from: one that it names as its source, or, for a secondary image
 * that names none, one of the same view that wasn't taken at another time. A film is never its own source.
 */
export function findSource<T extends FilmOrigin>(film: FilmOrigin, others: readonly T[]): T | undefined {
  // Two that name each other are neither's copy.
  const beside = others.filter(
    ({ sopInstanceUid, sources }) =>
      sopInstanceUid !== film.sopInstanceUid && !sources?.includes(film.sopInstanceUid),
  );
  const named = beside.find(({ sopInstanceUid }) => film.sources?.includes(sopInstanceUid));
  if (named !== undefined || rankOf(film) < 2 || (film.sources ?? []).length > 0) return named;
  return beside.find(
    (other) =>
      rankOf(other) < rankOf(film) &&
      film.view !== undefined &&
      other.view === film.view &&
      (film.acquired === undefined || other.acquired === undefined || other.acquired === film.acquired),
  );
}

/** 0 as acquired, 1 derived, 2 derived and secondary: what may be a copy comes after what it may be a copy of. */
export function rankOf({ imageType = [] }: Pick<FilmOrigin, 'imageType'>): number {
  const has = (value: string) => imageType.some((each) => each.toUpperCase().split(/\s+/).includes(value));
  if (!has('DERIVED')) return 0;
  return has('SECONDARY') ? 2 : 1;
}
