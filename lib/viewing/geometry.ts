/** Image, screen and millimetres: where each point of a film lies on the screen, as one affine map. */

/** [a, b, c, d, e, f], as CSS and canvas have it: x' = a x + c y + e, y' = b x + d y + f. */
export type Affine = readonly [number, number, number, number, number, number];
export type Point = readonly [x: number, y: number];

export interface FilmSize {
  readonly columns: number;
  readonly rows: number;
  /** Height of a pixel over its width; 1 where the film does not say. */
  readonly pixelAspect: number;
}

export interface ScreenSize {
  /** CSS pixels. */
  readonly width: number;
  readonly height: number;
}

/** How a film is held before the reader: turned, mirrored, how large, and which point of it is in the middle. */
export interface Placement {
  /** Clockwise. */
  readonly rotation: 0 | 90 | 180 | 270;
  /** Left for right as it then lies; a film is never shown so without saying it. */
  readonly isMirrored: boolean;
  /** CSS pixels for the width of one pixel of the film; `fit`: as large as the screen allows. */
  readonly scale: number | 'fit';
  /** In the film's pixels from its middle. */
  readonly centre: Point;
}

export const UPRIGHT: Placement = { rotation: 0, isMirrored: false, scale: 'fit', centre: [0, 0] };

const SMALLEST = 1 / 64;
const LARGEST = 32;

export function compose(outer: Affine, inner: Affine): Affine {
  const [a, b, c, d, e, f] = outer;
  const [g, h, i, j, k, l] = inner;
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

export function apply([a, b, c, d, e, f]: Affine, [x, y]: Point): Point {
  return [a * x + c * y + e, b * x + d * y + f];
}

/** Every map here has an inverse: scales are never zero. */
export function invert([a, b, c, d, e, f]: Affine): Affine {
  const det = a * d - b * c;
  return [d / det, -b / det, -c / det, a / det, (c * f - d * e) / det, (b * e - a * f) / det];
}

/** CSS pixels for a pixel's width at which the whole film, as it is turned, just fits. */
export function fitScale(film: FilmSize, screen: ScreenSize, rotation: Placement['rotation']): number {
  const [width, height] = [film.columns, film.rows * film.pixelAspect];
  const [across, down] = rotation % 180 === 0 ? [width, height] : [height, width];
  return Math.max(SMALLEST, Math.min(screen.width / across, screen.height / down));
}

export function scaleOf(placement: Placement, film: FilmSize, screen: ScreenSize): number {
  return placement.scale === 'fit' ? fitScale(film, screen, placement.rotation) : placement.scale;
}

/** From the film's pixels (its top left corner is 0, 0) to CSS pixels of the screen. */
export function toScreen(placement: Placement, film: FilmSize, screen: ScreenSize): Affine {
  const scale = scaleOf(placement, film, screen);
  const [x, y] = placement.centre;
  const toMiddle: Affine = [
    1,
    0,
    0,
    film.pixelAspect,
    -film.columns / 2 - x,
    -(film.rows / 2 + y) * film.pixelAspect,
  ];
  const turned = compose(mirror(placement.isMirrored), turn(placement.rotation));
  const onScreen: Affine = [scale, 0, 0, scale, screen.width / 2, screen.height / 2];
  return compose(onScreen, compose(turned, toMiddle));
}

/** Larger or smaller by a factor, with what lies under `at` (CSS pixels) staying there. */
export function zoomAt(
  placement: Placement,
  { film, screen }: { readonly film: FilmSize; readonly screen: ScreenSize },
  { factor, at }: { readonly factor: number; readonly at: Point },
): Placement {
  const scale = Math.min(LARGEST, Math.max(SMALLEST, scaleOf(placement, film, screen) * factor));
  const under = apply(invert(toScreen(placement, film, screen)), at);
  const zoomed = { ...placement, scale };
  const [x, y] = apply(invert(toScreen(zoomed, film, screen)), at);
  const [centreX, centreY] = placement.centre;
  return { ...zoomed, centre: [centreX + under[0] - x, centreY + under[1] - y] };
}

/** Pulled by so many CSS pixels. The film's middle never leaves it so far that nothing is left to pull back. */
export function panBy(
  placement: Placement,
  { film, screen }: { readonly film: FilmSize; readonly screen: ScreenSize },
  [dx, dy]: Point,
): Placement {
  const back = invert(toScreen(placement, film, screen));
  const [x0, y0] = apply(back, [0, 0]);
  const [x1, y1] = apply(back, [dx, dy]);
  const [x, y] = placement.centre;
  const within = (value: number, most: number) => Math.min(most / 2, Math.max(-most / 2, value));
  return {
    ...placement,
    scale: scaleOf(placement, film, screen),
    centre: [within(x - (x1 - x0), film.columns), within(y - (y1 - y0), film.rows)],
  };
}

/** A quarter clockwise as the reader sees it, mirrored or not. */
export function turnQuarter(placement: Placement): Placement {
  const quarter = placement.isMirrored ? 270 : 90;
  return { ...placement, rotation: ((placement.rotation + quarter) % 360) as Placement['rotation'] };
}

/** Left for right, or top for bottom, as the reader sees it. */
export function flip(placement: Placement, axis: 'horizontal' | 'vertical'): Placement {
  const turned = axis === 'vertical' ? (placement.rotation + 180) % 360 : placement.rotation;
  return { ...placement, isMirrored: !placement.isMirrored, rotation: turned as Placement['rotation'] };
}

function turn(rotation: Placement['rotation']): Affine {
  const [cos, sin] = { 0: [1, 0], 90: [0, 1], 180: [-1, 0], 270: [0, -1] }[rotation] as [number, number];
  return [cos, sin, -sin, cos, 0, 0];
}

function mirror(isMirrored: boolean): Affine {
  return [isMirrored ? -1 : 1, 0, 0, 1, 0, 0];
}
