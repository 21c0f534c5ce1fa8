import { refuseListed, type RefusalReason } from '#inference/gate/accept-film.ts';
import { findSource, rankOf } from '#inference/gate/find-source.ts';
import type { ModelAcceptance } from '#inference/models/manifest.ts';
import type { ListedInstance } from '#lib/pixels/list-instances.ts';

export interface LeftOut {
  readonly instance: ListedInstance;
  readonly reason: RefusalReason;
}

export interface Selection {
  /** To be fetched, what may be a copy after what it may be a copy of. */
  readonly wanted: readonly ListedInstance[];
  readonly leftOut: readonly LeftOut[];
}

/** A CT beside the film is named by one of its slices. */
const TOLD_OF_A_SERIES = 20;

/** What the model's manifest asks for, as far as the archive's list tells: the rest is left out by name, unseen. */
export function selectFilms(accepts: ModelAcceptance, listed: readonly ListedInstance[]): Selection {
  const leftOut: LeftOut[] = [];
  const seen = new Set<string>();
  const possible = listed.filter((instance) => {
    const reason = seen.has(instance.sopInstanceUid) ? 'duplicate-instance' : refuseListed(accepts, instance);
    seen.add(instance.sopInstanceUid);
    if (reason !== undefined) leftOut.push({ instance, reason });
    return reason === undefined;
  });
  const wanted = possible.filter((instance) => {
    // By its named sources alone: what the list leaves unsaid, the header may say.
    const { sopInstanceUid, sources = [] } = instance;
    const isCopy = findSource({ sopInstanceUid, sources }, possible) !== undefined;
    if (isCopy) leftOut.push({ instance, reason: 'processed-copy' });
    return !isCopy;
  });
  return { wanted: wanted.toSorted((a, b) => rankOf(a) - rankOf(b)), leftOut: foldSeries(leftOut) };
}

/** Of a long series that is left out for one reason, the first instance stands for all. */
function foldSeries(leftOut: readonly LeftOut[]): LeftOut[] {
  const groups = Map.groupBy(leftOut, ({ instance, reason }) => `${instance.seriesInstanceUid} ${reason}`);
  return [...groups.values()].flatMap((group) =>
    group.length > TOLD_OF_A_SERIES ? group.slice(0, 1) : group,
  );
}
