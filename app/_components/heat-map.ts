import type { HeatMap } from '#lib/findings/finding.ts';

/** Size of a drawn overlay. */
export interface Extent {
  readonly width: number;
  readonly height: number;
}

/** Below this share of the film's strongest place nothing is drawn, so that the film stays readable. */
const FLOOR = 0.12;
const STEPS = 256;

/**
 * RGBA pixels of the map, stretched over an extent. Values are interpolated before they are coloured, so no false
 * colours arise between cells. Cell centres lie at half pixels, as in the network's pooling.
 */
export function paintHeatMap(map: HeatMap, extent: Extent): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(extent.width * extent.height * 4);
  for (let y = 0; y < extent.height; y++) {
    const row = ((y + 0.5) / extent.height) * map.rows - 0.5;
    for (let x = 0; x < extent.width; x++) {
      const column = ((x + 0.5) / extent.width) * map.columns - 0.5;
      pixels.set(
        RAMP[Math.round(clamp(sample(map, row, column)) * (STEPS - 1))] ?? TRANSPARENT,
        (y * extent.width + x) * 4,
      );
    }
  }
  return pixels;
}

/** Catmull-Rom over the four nearest cells each way: smooth, and exact at the cells' centres. */
function sample(map: HeatMap, row: number, column: number): number {
  const top = Math.floor(row);
  const left = Math.floor(column);
  const across = [-1, 0, 1, 2].map((dy) =>
    catmullRom(
      column - left,
      [-1, 0, 1, 2].map((dx) => cell(map, top + dy, left + dx)),
    ),
  );
  return catmullRom(row - top, across);
}

function cell(map: HeatMap, row: number, column: number): number {
  const r = Math.min(Math.max(row, 0), map.rows - 1);
  const c = Math.min(Math.max(column, 0), map.columns - 1);
  return map.values[r * map.columns + c] ?? 0;
}

function catmullRom(t: number, [a = 0, b = 0, c = 0, d = 0]: readonly number[]): number {
  return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
}

/** The colour at a value 0 to 1: lightness rises evenly (OKLCH), so that stronger looks stronger in grey too. */
export function heatColour(value: number): string {
  const [r, g, b] = okLchToSrgb(
    0.42 + 0.5 * value,
    0.13 + 0.06 * Math.sin(Math.PI * value),
    330 + 135 * value,
  );
  return `rgb(${r} ${g} ${b})`;
}

function rgba(value: number): readonly [number, number, number, number] {
  const [r, g, b] = okLchToSrgb(
    0.42 + 0.5 * value,
    0.13 + 0.06 * Math.sin(Math.PI * value),
    330 + 135 * value,
  );
  const t = clamp((value - FLOOR) / (0.75 - FLOOR));
  return [r, g, b, Math.round(255 * t * t * (3 - 2 * t))];
}

/** OKLCH to sRGB bytes, after Björn Ottosson's definition of OKLab; hue in degrees. */
function okLchToSrgb(lightness: number, chroma: number, hue: number): readonly [number, number, number] {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    toByte(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    toByte(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    toByte(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

function toByte(linear: number): number {
  const x = clamp(linear);
  return Math.round(255 * (x <= 0.0031308 ? 12.92 * x : 1.055 * x ** (1 / 2.4) - 0.055));
}

function clamp(value: number): number {
  return Math.min(Math.max(value, 0), 1);
}

const TRANSPARENT = [0, 0, 0, 0] as const;
const RAMP = Array.from({ length: STEPS }, (_, i) => rgba(i / (STEPS - 1)));
