/** Milliseconds between laps, rounded to tenths. */
export function stopwatch(): { lap(): number } {
  let last = performance.now();
  return {
    lap() {
      const now = performance.now();
      const elapsed = now - last;
      last = now;
      return Math.round(elapsed * 10) / 10;
    },
  };
}
