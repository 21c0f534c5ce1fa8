import { useEffect } from 'react';

const PREFIX = 'sightline-launch-';
const CHANNEL = 'sightline-ended';
/** From one page of a launch to its next nobody holds its lock for a moment. */
const SECOND_LOOK_MS = 1500;
const HISTORY_AT_MOST = 50;

/**
 * How a new launch learns which earlier ones are over because their frame is its own now. What the frame itself showed
 * before is known by its history, and by its name, which it keeps from page to page. And every page holds a lock (Web
 * Locks API) named by its launch, also in the background, so that what nobody holds is shown nowhere; where third-party
 * data are blocked a frame has neither locks nor channels. `ask` is called where another page says that this launch has
 * ended.
 */
export function useShownLaunches(launch: string, ask: () => Promise<void>): void {
  useEffect(() => {
    const leaving = new AbortController();
    const replaced = new Set([...earlierInHistory(), nameFrame(launch)].filter((id) => id !== launch));
    holdLock(launch, leaving.signal);
    const stopListening = listen((ended) => {
      if (ended.includes(launch)) void ask();
    });
    // Not within a page that React only tries out, as it does while developing.
    const look = setTimeout(() => void tellShown(launch, [...replaced], leaving.signal));
    return () => {
      clearTimeout(look);
      leaving.abort();
      stopListening();
    };
  }, [launch, ask]);
}

/**
 * The launches of the pages that this frame went through to come here (HTML Living Standard, navigation API): its own
 * site's, up to the last that was another's. A name that the EHR gave it, or storage that it hasn't, changes nothing.
 */
function earlierInHistory(): string[] {
  const { navigation } = window as { readonly navigation?: History };
  const left = navigation?.activation?.from?.url;
  const passed = navigation?.entries().slice(-HISTORY_AT_MOST) ?? [];
  return [left, ...passed.map(({ url }) => url)].flatMap((url) => launchIn(url) ?? []);
}

/** As much as is used of it here: not every browser has it. */
interface History {
  readonly activation?: { readonly from?: { readonly url: string | null } | null } | null;
  entries(): readonly { readonly url: string | null }[];
}

/** In the path of each page of ours that shows anything. */
function launchIn(url: string | null | undefined): string | undefined {
  return /\/([0-9a-f]{32})(?=\/|\?|$)/.exec(url ?? '')?.[1];
}

/** The launch that this frame showed before, if any. A name that the EHR gave its frame is left: it may call it by that. */
function nameFrame(launch: string): string {
  const before = window.name;
  if (before !== '' && !before.startsWith(PREFIX)) return launch;
  window.name = PREFIX + launch;
  return before === '' ? launch : before.slice(PREFIX.length);
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

async function tellShown(launch: string, replaced: readonly string[], signal: AbortSignal): Promise<void> {
  if (replaced.length > 0) await tell(launch, { replaced });
  const first = await shownLaunches();
  await new Promise((done) => setTimeout(done, SECOND_LOOK_MS));
  const second = await shownLaunches();
  if (signal.aborted || first === undefined || second === undefined) return;
  await tell(launch, { shown: [...new Set([...first, ...second])] });
}

async function tell(
  launch: string,
  body: { shown: readonly string[] } | { replaced: readonly string[] },
): Promise<void> {
  const response = await fetch(`/api/launches/${launch}/shown`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => undefined);
  if (response?.ok !== true) return;
  const { ended } = (await response.json()) as { ended: readonly string[] };
  announce(ended);
}

/** To this browser's other pages, that these launches are over. */
function announce(ended: readonly string[]): void {
  const channel = ended.length > 0 ? openChannel() : undefined;
  channel?.postMessage(ended);
  channel?.close();
}

/** On the page after logging out, which knows its launch by the frame's name and history alone. */
export function useAnnouncedEnd(): void {
  useEffect(() => {
    const named = window.name.startsWith(PREFIX) ? [window.name.slice(PREFIX.length)] : [];
    announce([...new Set([...named, ...earlierInHistory()])]);
  }, []);
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
