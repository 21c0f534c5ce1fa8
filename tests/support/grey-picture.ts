import sharp, { type Sharp } from 'sharp';

/** A square picture of grey stripes around this level: one that shows something, and whose mean is known. */
export function greyPicture(level: number, side = 16): Sharp {
  const greys = Uint8Array.from({ length: side * side }, (_, i) =>
    Math.min(255, Math.max(0, level + (i % 5) - 2)),
  );
  return sharp(greys, { raw: { width: side, height: side, channels: 1 } });
}
