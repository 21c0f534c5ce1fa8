'use client';

import { useState } from 'react';
import type { Point } from '#lib/viewing/geometry.ts';
import type { Measurement, Tool } from './viewer-state.ts';

/** Pulled over fewer CSS pixels it was a click by mistake. */
const SHORTEST = 4;

/** One pull, in CSS pixels, and the same in the film's. */
export interface Pull {
  readonly screen: readonly [Point, Point];
  readonly film: readonly [Point, Point];
  readonly isDone: boolean;
}

export interface Measuring {
  /** What is on its way, as far as it is. */
  readonly begun: Measurement | undefined;
  readonly pull: (pull: Pull) => void;
}

/** A length and a rectangle are one pull; of an angle the first is a leg, and the next gives its third point. */
export function useMeasuring(tool: Tool, onMeasured: (measurement: Measurement) => void): Measuring {
  const [begun, setBegun] = useState<Measurement>();
  const kind = tool === 'length' || tool === 'angle' || tool === 'rectangle' ? tool : undefined;
  const pull = ({ screen: [from, to], film: [start, end], isDone }: Pull): void => {
    if (kind === undefined) return;
    const [a, corner, third] = begun?.kind === 'angle' && kind === 'angle' ? begun.points : [];
    const isSecond = a !== undefined && corner !== undefined && third !== undefined;
    const points = isSecond ? [a, corner, end] : [start, end];
    if (!isDone) setBegun({ kind, points });
    else if (!isSecond && Math.hypot(to[0] - from[0], to[1] - from[1]) < SHORTEST) setBegun(undefined);
    else if (kind === 'angle' && !isSecond) setBegun({ kind, points: [start, end, end] });
    else {
      setBegun(undefined);
      onMeasured({ kind, points });
    }
  };
  return { begun: begun?.kind === kind ? begun : undefined, pull };
}
