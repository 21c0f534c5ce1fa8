/** What a reader has done to one film's view, and what each key and gesture makes of it; pure. */
import type { Voi } from '#inference/preprocessing/greyscale-transforms.ts';
import type { ViewedFilm } from '#lib/viewing/film-parcel.ts';
import {
  flip,
  panBy,
  turnQuarter,
  UPRIGHT,
  zoomAt,
  type FilmSize,
  type Placement,
  type Point,
  type ScreenSize,
} from '#lib/viewing/geometry.ts';
import { asWindow, moveWindow } from '#lib/viewing/grey-table.ts';

export const TOOLS = ['window', 'pan', 'zoom', 'length', 'angle', 'rectangle'] as const;
export type Tool = (typeof TOOLS)[number];

/** Points in the film's pixels; an angle's corner is the second. */
export interface Measurement {
  readonly kind: 'length' | 'angle' | 'rectangle';
  readonly points: readonly Point[];
}

export interface ViewerState {
  readonly tool: Tool;
  readonly placement: Placement;
  /** Undefined: as the film opens. */
  readonly voi: Voi | undefined;
  readonly isInverted: boolean;
  readonly measurements: readonly Measurement[];
}

export const FRESH: ViewerState = {
  tool: 'window',
  placement: UPRIGHT,
  voi: undefined,
  isInverted: false,
  measurements: [],
};

export interface Surroundings {
  readonly film: FilmSize;
  readonly screen: ScreenSize;
  readonly values: Pick<ViewedFilm, 'opening' | 'extent'> | undefined;
}

export type ViewerAction =
  | { readonly do: 'choose'; readonly tool: Tool }
  | { readonly do: 'pan'; readonly by: Point }
  | { readonly do: 'zoom'; readonly factor: number; readonly at?: Point }
  | { readonly do: 'window'; readonly by: { readonly center: number; readonly width: number } }
  | { readonly do: 'show'; readonly range: 'opening' | 'all' }
  | { readonly do: 'invert' | 'turn' | 'flip-horizontal' | 'flip-vertical' | 'fit' | 'one-to-one' }
  | { readonly do: 'reset' | 'forget' }
  | { readonly do: 'measure'; readonly measurement: Measurement };

/** What the state is after it. Without the film's values its window stays as it is. */
export function change(state: ViewerState, action: ViewerAction, around: Surroundings): ViewerState {
  const { placement } = state;
  const placed = (next: Placement): ViewerState => ({ ...state, placement: next });
  switch (action.do) {
    case 'choose':
      return { ...state, tool: action.tool };
    case 'pan':
      return placed(panBy(placement, around, action.by));
    case 'zoom': {
      const { width, height } = around.screen;
      return placed(
        zoomAt(placement, around, { factor: action.factor, at: action.at ?? [width / 2, height / 2] }),
      );
    }
    case 'window':
      return { ...state, voi: pulled(state, action.by, around) };
    case 'show':
      return { ...state, voi: action.range === 'opening' ? undefined : whole(around) };
    case 'invert':
      return { ...state, isInverted: !state.isInverted };
    case 'turn':
      return placed(turnQuarter(placement));
    case 'flip-horizontal':
      return placed(flip(placement, 'horizontal'));
    case 'flip-vertical':
      return placed(flip(placement, 'vertical'));
    case 'fit':
      return placed({ ...placement, scale: 'fit', centre: [0, 0] });
    case 'one-to-one':
      return placed({ ...placement, scale: 1 });
    case 'reset':
      return { ...FRESH, tool: state.tool, measurements: state.measurements };
    case 'forget':
      return { ...state, measurements: [] };
    case 'measure':
      return { ...state, measurements: [...state.measurements, action.measurement] };
  }
}

function pulled(
  { voi }: ViewerState,
  by: { readonly center: number; readonly width: number },
  { values }: Surroundings,
): Voi | undefined {
  if (values === undefined) return voi;
  const { low, high } = values.extent;
  return moveWindow(asWindow(voi ?? values.opening, values.extent), by, high - low || 1);
}

function whole({ values }: Surroundings): Voi | undefined {
  return values && { kind: 'range', low: values.extent.low, high: values.extent.high };
}

const PAN_STEP = 40;
const WINDOW_STEP = 0.02;
const ZOOM_STEP = 1.25;

/** By the key's name as `KeyboardEvent.key` has it; undefined for keys that mean nothing here. */
export function actionOf(key: string, isShifted: boolean): ViewerAction | undefined {
  const arrows: Readonly<Record<string, readonly [number, number]>> = {
    ArrowLeft: [-1, 0],
    ArrowRight: [1, 0],
    ArrowUp: [0, -1],
    ArrowDown: [0, 1],
  };
  const arrow = arrows[key];
  if (arrow !== undefined) {
    const [x, y] = arrow;
    return isShifted
      ? { do: 'window', by: { width: x * WINDOW_STEP, center: y * WINDOW_STEP } }
      : { do: 'pan', by: [-x * PAN_STEP, -y * PAN_STEP] };
  }
  return KEYS[key.toLowerCase()];
}

/** Letters work while the film has the focus only (WCAG 2.1.4). */
const KEYS: Readonly<Record<string, ViewerAction>> = {
  w: { do: 'choose', tool: 'window' },
  p: { do: 'choose', tool: 'pan' },
  z: { do: 'choose', tool: 'zoom' },
  l: { do: 'choose', tool: 'length' },
  a: { do: 'choose', tool: 'angle' },
  e: { do: 'choose', tool: 'rectangle' },
  i: { do: 'invert' },
  r: { do: 'turn' },
  h: { do: 'flip-horizontal' },
  v: { do: 'flip-vertical' },
  '0': { do: 'fit' },
  '1': { do: 'one-to-one' },
  '+': { do: 'zoom', factor: ZOOM_STEP },
  '=': { do: 'zoom', factor: ZOOM_STEP },
  '-': { do: 'zoom', factor: 1 / ZOOM_STEP },
  o: { do: 'show', range: 'opening' },
  g: { do: 'show', range: 'all' },
  backspace: { do: 'reset' },
  delete: { do: 'forget' },
};
