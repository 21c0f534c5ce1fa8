/** A package's golden picture and what its model makes of it: the only thing by which a server's weights are known. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { PixelFrame } from '../contract.ts';

const goldenSchema = z.object({
  tolerance: z.object({ logits: z.number().positive() }),
  image: z.object({
    width: z.int().positive(),
    height: z.int().positive(),
    /** Row by row, 8 bits each. */
    pixels: z.base64(),
  }),
  logits: z.array(z.number()).min(1),
  maps: z.object({ first: z.array(z.number()).min(1) }).optional(),
});

export interface Golden {
  readonly frame: PixelFrame;
  readonly logits: readonly number[];
  /** The first values of the maps, where the model draws any. */
  readonly maps: readonly number[];
  /** How far a logit may be off. */
  readonly tolerance: number;
}

export async function readGolden(path: string): Promise<Golden> {
  const { image, logits, maps, tolerance } = goldenSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  const frame: PixelFrame = {
    rows: image.height,
    columns: image.width,
    pixels: new Uint8Array(Buffer.from(image.pixels, 'base64')),
    bitsStored: 8,
    photometricInterpretation: 'MONOCHROME2',
    rescale: { slope: 1, intercept: 0 },
    window: { center: 127.5, width: 255, function: 'LINEAR_EXACT' },
  };
  return { frame, logits, maps: maps?.first ?? [], tolerance: tolerance.logits };
}
