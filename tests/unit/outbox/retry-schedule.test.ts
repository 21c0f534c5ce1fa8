import { describe, expect, test } from 'vitest';
import { restMs, retryDelayMs } from '#lib/outbox/retry-schedule.ts';

describe('the next attempt', () => {
  test('comes later and later, but never later than five minutes', () => {
    const delays = Array.from({ length: 30 }, (_, index) => retryDelayMs(index + 1, 1));
    expect(delays.slice(0, 4)).toEqual([1000, 2000, 4000, 8000]);
    expect(delays).toEqual(delays.toSorted((a, b) => a - b));
    expect(delays.at(-1)).toBe(300_000);
    expect(retryDelayMs(5000, 1)).toBe(300_000);
  });

  test('is spread by chance over the upper half, so that what failed together comes back apart', () => {
    expect([0, 0.5, 1].map((chance) => retryDelayMs(9, chance))).toEqual([128_000, 192_000, 256_000]);
  });

  test('waits as long as it is asked to, up to an hour', () => {
    expect(retryDelayMs(1, 1, 90_000)).toBe(90_000);
    expect(retryDelayMs(1, 1, 1e12)).toBe(3_600_000);
    expect(retryDelayMs(30, 0, 5)).toBe(150_000);
  });
});

describe('a destination', () => {
  test('rests after five failures in a row, longer each time, never longer than five minutes', () => {
    expect([0, 1, 4].map(restMs)).toEqual([undefined, undefined, undefined]);
    expect([5, 6, 7].map(restMs)).toEqual([5_000, 10_000, 20_000]);
    expect(restMs(10_000)).toBe(300_000);
  });
});
