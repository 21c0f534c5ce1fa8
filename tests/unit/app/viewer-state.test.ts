import { describe, expect, test } from 'vitest';
import {
  actionOf,
  change,
  FRESH,
  type Surroundings,
  type ViewerState,
} from '../../../app/_viewer/viewer-state.ts';

const around: Surroundings = {
  film: { columns: 2000, rows: 2000, pixelAspect: 1 },
  screen: { width: 1000, height: 1000 },
  values: { opening: { kind: 'range', low: 100, high: 900 }, extent: { low: 0, high: 1000 } },
};
const press = (state: ViewerState, key: string, isShifted = false): ViewerState => {
  const action = actionOf(key, isShifted);
  return action === undefined ? state : change(state, action, around);
};

describe('each key', () => {
  test('that means nothing here is left to the page', () => {
    for (const key of ['Tab', 'Escape', 'Enter', ' ', 'x', 'F5'])
      expect(actionOf(key, false)).toBeUndefined();
  });

  test('moves the film with an arrow, and the window with Shift', () => {
    expect(press(FRESH, 'ArrowRight').placement.centre).not.toEqual([0, 0]);
    expect(press(FRESH, 'ArrowRight').voi).toBeUndefined();
    expect(press(FRESH, 'ArrowRight', true).voi).toEqual({
      kind: 'window',
      center: 500,
      width: 820,
      function: 'LINEAR_EXACT',
    });
  });

  test('and its opposite undo each other', () => {
    for (const [key, back] of [
      ['+', '-'],
      ['i', 'i'],
      ['h', 'h'],
      ['v', 'v'],
    ] as const) {
      const there = press({ ...FRESH, placement: { ...FRESH.placement, scale: 2 } }, key);
      expect(press(there, back)).toMatchObject({ placement: { scale: 2 }, isInverted: false });
      expect(press(there, back).placement.isMirrored).toBe(false);
    }
  });

  test('to begin again keeps the tool and what was measured', () => {
    const measurement = { kind: 'length', points: [] } as const;
    const used = press({ ...FRESH, tool: 'angle', measurements: [measurement] }, 'r');
    expect(press(used, 'Backspace')).toEqual({ ...FRESH, tool: 'angle', measurements: [measurement] });
    expect(press(used, 'Delete').measurements).toEqual([]);
  });
});

test('without the film’s values its window is not touched', () => {
  const bare = { ...around, values: undefined };
  expect(change(FRESH, { do: 'window', by: { center: 1, width: 1 } }, bare).voi).toBeUndefined();
  expect(change(FRESH, { do: 'show', range: 'all' }, bare).voi).toBeUndefined();
});
