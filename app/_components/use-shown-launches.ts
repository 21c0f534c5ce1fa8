import { useEffect } from 'react';

const PREFIX = 'sightline-launch-';
const CHANNEL = 'sightline-ended';
/** From one page of a launch to its next nobody holds its lock for a moment. */
const SECOND_LOOK_MS = 1500;

/**
 * How a new launch learns which earlier ones are over because their frame is its own now. A frame keeps its name from
 * page to page, so the name says what it showed before. And every page holds a lock (Web Locks API) named by its launch,
 * also in the background, so that what nobody holds is shown nowhere; where third-party data are blocked a frame has
 * neither locks nor channels. `ask` is called where another page says that this launch has ended.
 */
export function useShownLaunches(launch: string, ask: () => Promise<void>): void {
  useEffect(() => {
    const leaving = new AbortController();
    const replaced = nameFrame(launch);
    holdLock(launch, leaving.signal);
    const stopListening = listen((ended) => {
      if (ended.includes(launch)) void ask();
    });
    // Not within a page that React only tries out, as it does while developing.
    const look = setTimeout(() => void tellShown(launch, replaced, leaving.signal));
    return () => {
      clearTimeout(look);
      leaving.abort();
      stopListening();
    };
  }, [launch, ask]);
}

/** The launch that this frame showed before, if any. A name that the EHR gave its frame is left: it may call it by that. */
function nameFrame(launch: string): string | undefined {
  const before = window.name;
  if (before !== '' && !before.startsWith(PREFIX)) return undefined;
  window.name = PREFIX + launch;
  const earlier = before.slice(PREFIX.length);
  return earlier === '' || earlier === launch ? undefined : earlier;
}

function holdLock(launch: string, signal: AbortSignal): void {
  const left = new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => {
      resolve();
    });
  });
  webLocks()
    ?.request(PREFIX + launch, { mode: 'shared' }, () => left)
    .catch(() => undefined);
}

async function tellShown(launch: string, replaced: string | undefined, signal: AbortSignal): Promise<void> {
  if (replaced !== undefined) await tell(launch, { replaced });
  const first = await shownLaunches();
  await new Promise((done) => setTimeout(done, SECOND_LOOK_MS));
  const second = await shownLaunches();
  if (signal.aborted || first === undefined || second === undefined) return;
  await tell(launch, { shown: [...new Set([...first, ...second])] });
}

async function tell(
  launch: string,
  body: { shown: readonly string[] } | { replaced: string },
): Promise<void> {
  const response = await fetch(`/api/launches/${launch}/shown`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => undefined);
  if (response?.ok !== true) return;
  const { ended } = (await response.json()) as { ended: readonly string[] };
  const channel = ended.length > 0 ? openChannel() : undefined;
  channel?.postMessage(ended);
  channel?.close();
}

/** Undefined where the browser doesn't say: nothing follows from that. */
async function shownLaunches(): Promise<readonly string[] | undefined> {
  const found = await webLocks()
    ?.query()
    .catch(() => undefined);
  return found?.held?.flatMap(({ name }) =>
    name?.startsWith(PREFIX) === true ? [name.slice(PREFIX.length)] : [],
  );
}

function listen(onEnded: (ended: readonly string[]) => void): () => void {
  const channel = openChannel();
  if (channel !== undefined)
    channel.onmessage = ({ data }: MessageEvent<readonly string[]>) => {
      onEnded(data);
    };
  return () => channel?.close();
}

function openChannel(): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(CHANNEL);
  } catch {
    return undefined;
  }
}

/** Absent in old browsers, and where the page is not confidential. */
function webLocks(): LockManager | undefined {
  return (navigator as Partial<Navigator>).locks;
}
