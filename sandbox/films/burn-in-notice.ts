import { SYNTHETIC_NOTICE } from './describe-dx-image.ts';
import { MAXIMUM_VALUE } from './expose-film.ts';
import type { Size } from './resample.ts';

/** Five by seven letters, row by row: own shapes, so that no font of the machine decides the film's bytes. */
const GLYPHS: Readonly<Record<string, string>> = {
  A: '.###. #...# #...# ##### #...# #...# #...#',
  C: '.###. #...# #.... #.... #.... #...# .###.',
  E: '##### #.... #.... ####. #.... #.... #####',
  H: '#...# #...# #...# ##### #...# #...# #...#',
  I: '.###. ..#.. ..#.. ..#.. ..#.. ..#.. .###.',
  L: '#.... #.... #.... #.... #.... #.... #####',
  N: '#...# ##..# #.#.# #.#.# #..## #...# #...#',
  O: '.###. #...# #...# #...# #...# #...# .###.',
  P: '####. #...# #...# ####. #.... #.... #....',
  S: '.#### #.... #.... .###. ....# ....# ####.',
  T: '##### ..#.. ..#.. ..#.. ..#.. ..#.. ..#..',
  Y: '#...# #...# .#.#. ..#.. ..#.. ..#.. ..#..',
  '-': '..... ..... ..... ##### ..... ..... .....',
  ' ': '..... ..... ..... ..... ..... ..... .....',
};
const GLYPH_WIDTH = 5;
const GLYPH_ADVANCE = 6;

/** Writes a text at full brightness on a dark strip, each letter's dot `dot` pixels wide; the strip's corner is (left, top). */
function burnInText(
  pixels: Uint16Array,
  columns: number,
  text: string,
  at: { readonly left: number; readonly top: number; readonly dot: number },
): void {
  const { left, top, dot } = at;
  const width = (text.length * GLYPH_ADVANCE + 1) * dot;
  for (let y = 0; y < 9 * dot; y++) {
    const line = Math.floor(y / dot) - 1;
    for (let x = 0; x < width; x++) {
      const dotColumn = Math.floor(x / dot) - 1;
      const rows = GLYPHS[text[Math.floor(dotColumn / GLYPH_ADVANCE)] ?? ' ']?.split(' ');
      const within = dotColumn % GLYPH_ADVANCE;
      const lit = within < GLYPH_WIDTH && rows?.[line]?.[within] === '#';
      pixels[(top + y) * columns + left + x] = lit ? MAXIMUM_VALUE : 0;
    }
  }
}

/**
 * Marks the film in its pixels, in place: the notice along the lower edge, and the side marker at the patient's left
 * shoulder. The notice spans at least a third of the film, so that it survives a thumbnail.
 */
export function burnInNotice(pixels: Uint16Array, { rows, columns }: Size): void {
  const dot = Math.max(1, Math.floor(columns / 400));
  const margin = 4 * dot;
  burnInText(pixels, columns, SYNTHETIC_NOTICE, { left: margin, top: rows - 9 * dot - margin, dot });
  const markerDot = 2 * dot;
  burnInText(pixels, columns, 'L', {
    left: columns - (GLYPH_ADVANCE + 1) * markerDot - margin,
    top: margin,
    dot: markerDot,
  });
}
