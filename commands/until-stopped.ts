/**
 * Waits for Ctrl-C, SIGTERM, or the end of the process that started this one: a killed supervisor leaves nothing
 * running.
 */
export function untilStopped(): Promise<void> {
  return new Promise((stopped) => {
    for (const event of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const)
      process.on(event, () => stopped());
  });
}
