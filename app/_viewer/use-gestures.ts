'use client';

import { useGesture, type Handler } from '@use-gesture/react';
import type { RefObject } from 'react';
import { apply, invert, type Affine, type Point } from '#lib/viewing/geometry.ts';
import { useMeasuring } from './use-measuring.ts';
import type { Measurement, Tool, ViewerAction } from './viewer-state.ts';

/** Pulled over so many CSS pixels, the window moves by the film's whole range. */
const WINDOW_PIXELS = 600;
/** Zoom by each CSS pixel. */
const WHEEL = 0.0015;
const DRAG = 0.005;

const SETTINGS = {
  eventOptions: { passive: false },
  drag: { pointer: { buttons: [1, 2, 4] }, preventDefault: true },
  pinch: { scaleBounds: { min: 0.01, max: 100 } },
};

interface GestureOptions {
  readonly tool: Tool;
  readonly toScreen: Affine;
  readonly onAction: (action: ViewerAction) => void;
}

const BUTTONS: Readonly<Record<number, Tool>> = { 2: 'window', 4: 'pan' };

/**
 * Mouse, pen and fingers: the chosen tool with one, the window with the right button, moving with the middle one, zoom with
 * two fingers or the wheel. Gives what is being measured.
 */
export function useGestures(
  surface: RefObject<HTMLDivElement | null>,
  { tool, toScreen, onAction }: GestureOptions,
): Measurement | undefined {
  const { begun, pull } = useMeasuring(tool, (measurement) => {
    onAction({ do: 'measure', measurement });
  });
  const at = ([x, y]: Point): Point => {
    const { left = 0, top = 0 } = surface.current?.getBoundingClientRect() ?? {};
    return [x - left, y - top];
  };
  const onFilm = (point: Point): Point => apply(invert(toScreen), at(point));
  const onDrag: Handler<'drag'> = ({ delta: [dx, dy], initial, xy, last, buttons, touches, cancel }) => {
    if (touches > 1) cancel();
    else {
      const chosen = BUTTONS[buttons] ?? tool;
      if (chosen === 'window')
        onAction({ do: 'window', by: { width: dx / WINDOW_PIXELS, center: dy / WINDOW_PIXELS } });
      else if (chosen === 'pan') onAction({ do: 'pan', by: [dx, dy] });
      else if (chosen === 'zoom') onAction({ do: 'zoom', factor: Math.exp(-dy * DRAG), at: at(initial) });
      else pull({ screen: [initial, xy], film: [onFilm(initial), onFilm(xy)], isDone: last });
    }
  };
  const onPinch: Handler<'pinch'> = ({ origin, offset: [now], lastOffset, memo }) => {
    const before = typeof memo === 'number' ? memo : lastOffset[0];
    onAction({ do: 'zoom', factor: now / before, at: at(origin) });
    return now;
  };
  const onWheel: Handler<'wheel'> = ({ event, delta: [, dy] }) => {
    // A page is scrolled past the film, unless the reader is at work on it.
    if (surface.current?.contains(document.activeElement) !== true && !event.ctrlKey) return;
    event.preventDefault();
    onAction({ do: 'zoom', factor: Math.exp(-dy * WHEEL), at: at([event.clientX, event.clientY]) });
  };
  const onContextMenu = ({ event }: { readonly event: Event }) => {
    event.preventDefault();
  };
  useGesture({ onDrag, onPinch, onWheel, onContextMenu }, { target: surface, ...SETTINGS });
  return begun;
}
