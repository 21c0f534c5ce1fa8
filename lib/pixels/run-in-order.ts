/**
 * Runs at most `concurrency` at once and yields in the order of the items. The next begins only when the consumer comes
 * back, so that no more results than that are held, however slow the consumer is. `waitFor` sees each wait.
 */
export async function* runInOrder<T, R>(
  items: readonly T[],
  concurrency: number,
  waitFor: (result: Promise<R>) => Promise<R>,
  run: (item: T) => Promise<R>,
): AsyncGenerator<R, void> {
  const running: Promise<R>[] = [];
  const start = (item: T) => {
    const task = run(item);
    // Awaited below, or given up after an earlier one failed; either way not unhandled.
    task.catch(() => undefined);
    running.push(task);
  };
  items.slice(0, concurrency).forEach(start);
  let started = running.length;
  for (let next = running.shift(); next !== undefined; next = running.shift()) {
    yield await waitFor(next);
    items.slice(started, started + 1).forEach(start);
    started++;
  }
}
