import { useEffect } from 'react';

const PREFIX = 'sightline-launch-';
const CHANNEL = 'sightline-ended';
/** From one page of a launch to its next nobody holds its lock for a moment. */
const SECOND_LOOK_MS = 1500;

/**
 * Every page holds a lock (Web Locks API) named by its launch as long as it lives, also in the background. By that a new
 * launch learns which of this browser's others are still shown somewhere, and has the rest ended: their frame is its own
 * now. `ask` is called where another page says that this launch has ended.
 */
export function useShownLaunches(launch: string, ask: () => Promise<void>): void {
  useEffect(() => {
    const locks = webLocks();
    if (locks === undefined) return;
    const leaving = new AbortController();
    const left = new Promise<void>((resolve) => {
      leaving.signal.addEventListener('abort', () => {
        resolve();
      });
    });
    const options = { mode: 'shared', signal: leaving.signal } as const;
    locks.request(PREFIX + launch, options, () => left).catch(() => undefined);
    const channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = ({ data }: MessageEvent<readonly string[]>) => {
      if (data.includes(launch)) void ask();
    };
    const look = setTimeout(() => {
      void tellShown(launch, locks, leaving.signal);
    });
    return () => {
      clearTimeout(look);
      leaving.abort();
      channel.close();
    };
  }, [launch, ask]);
}

/** Absent in old browsers, and where the page is not confidential. */
function webLocks(): LockManager | undefined {
  return (navigator as Partial<Navigator>).locks;
}

async function tellShown(launch: string, locks: LockManager, signal: AbortSignal): Promise<void> {
  const first = await shownLaunches(locks);
  await new Promise((done) => setTimeout(done, SECOND_LOOK_MS));
  const shown = [...new Set([...first, ...(await shownLaunches(locks))])];
  if (signal.aborted) return;
  const response = await fetch(`/api/launches/${launch}/shown`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ shown }),
  }).catch(() => undefined);
  if (response?.ok !== true) return;
  const { ended } = (await response.json()) as { ended: readonly string[] };
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(ended);
  channel.close();
}

async function shownLaunches(locks: LockManager): Promise<string[]> {
  const { held = [] } = await locks.query();
  return held.flatMap(({ name }) => (name?.startsWith(PREFIX) === true ? [name.slice(PREFIX.length)] : []));
}
