/** `input` of model.json: how a film becomes the graph's tensor, as data. */
import { z } from 'zod';

const perChannel = (value: z.ZodNumber) =>
  z.union([value, z.tuple([value, value, value])], 'one number, or three');

export const inputSchema = z
  .strictObject({
    /** The graph's input. float32. */
    name: z.string().min(1),
    width: z.int().min(16).max(4096),
    height: z.int().min(16).max(4096),
    /** A grey film is the same in all three. */
    channels: z.union([z.literal(1), z.literal(3)], '1 or 3'),
    /** [batch, channels, height, width] where nothing is said; NHWC is what TensorFlow's converter gives. */
    layout: z.enum(['NCHW', 'NHWC']).optional(),
    /** What is done with a film that is not of the input's shape: see fit-film.ts. */
    fit: z.enum(['squash', 'centre-crop', 'pad-black']),
    /** The filter that brings it to the input's size: see resample-weights.ts. */
    resize: z.enum(['triangle', 'bilinear', 'gaussian-bilinear']),
    /** Greys from 0 (black) to 1 (white), then (grey - mean) / std; one value for all channels, or one for each. */
    mean: perChannel(z.number()),
    std: perChannel(z.number().positive()),
  })
  .superRefine(({ channels, mean, std }, context) => {
    for (const [name, value] of Object.entries({ mean, std })) {
      if (channels === 1 && typeof value !== 'number')
        context.addIssue({ code: 'custom', message: 'three values for one channel', path: [name] });
    }
  });
