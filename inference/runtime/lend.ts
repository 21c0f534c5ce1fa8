/** Lends each of a few things to one taker at a time, first come, first served. */
export interface Lender<T> {
  /** Rejects with the signal's reason where that comes first. */
  take: (signal?: AbortSignal) => Promise<T>;
  give: (thing: T) => void;
  readonly waiting: number;
}

export function lend<T>(things: Iterable<T>): Lender<T> {
  const free = [...things];
  // In order of insertion; whoever gives up leaves from the middle.
  const line = new Set<(thing: T) => void>();
  return {
    take: (signal) => {
      if (signal?.aborted === true) return Promise.reject(asError(signal.reason));
      // The one that was busy last: the others may come to rest.
      const thing = free.pop();
      return thing === undefined ? wait(line, signal) : Promise.resolve(thing);
    },
    give: (thing) => {
      const [next] = line;
      if (next === undefined) free.push(thing);
      else {
        line.delete(next);
        next(thing);
      }
    },
    get waiting() {
      return line.size;
    },
  };
}

function wait<T>(line: Set<(thing: T) => void>, signal: AbortSignal | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      line.delete(accept);
      reject(asError(signal?.reason));
    };
    const accept = (thing: T) => {
      signal?.removeEventListener('abort', giveUp);
      resolve(thing);
    };
    line.add(accept);
    signal?.addEventListener('abort', giveUp, { once: true });
  });
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}
