/** `pixels read FILE… [--out DIR]`: what each DICOM object's stored values are, for a comparison with other readers. */
import { createHash } from 'node:crypto';
import { createWriteStream, mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { AppError } from '#lib/platform/errors.ts';
import { openPixels } from '#lib/pixels/open-pixels.ts';
import { parseDicom } from '#lib/pixels/parse-dicom.ts';

/** One JSON line a file: shape and SHA-256 of the little-endian stored values of all frames, or `refused` with its code. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { out: { type: 'string' } },
    allowPositionals: true,
  });
  if (positionals.length === 0) throw new Error('Usage: npm run ops -- pixels read FILE… [--out DIR]');
  if (values.out !== undefined) mkdirSync(values.out, { recursive: true });
  for (const [number, file] of positionals.entries()) {
    const raw = values.out && join(values.out, `${String(number)}-${basename(file)}.raw`);
    console.log(JSON.stringify({ file, ...(await describe(file, raw)) }));
  }
  return 0;
}

async function describe(file: string, raw: string | undefined): Promise<object> {
  try {
    const parsed = parseDicom(await readFile(file));
    const { layout, readFrame } = openPixels(parsed);
    const { frames, rows, columns, samplesPerPixel, photometricInterpretation } = layout;
    const hash = createHash('sha256');
    const output = raw === undefined ? undefined : createWriteStream(raw);
    let dtype = '';
    for (let index = 0; index < frames; index += 1) {
      const samples = await readFrame(index);
      const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
      dtype = samples.constructor.name.replace('Array', '').toLowerCase();
      hash.update(bytes);
      output?.write(bytes);
    }
    if (output !== undefined) await finished(output.end());
    const shape = { frames, rows, columns, samplesPerPixel, dtype, photometricInterpretation };
    return {
      transferSyntaxUid: parsed.transferSyntaxUid,
      ...shape,
      sha256: hash.digest('hex'),
      ...(raw && { raw }),
    };
  } catch (thrown) {
    if (thrown instanceof AppError) return { refused: thrown.code };
    throw thrown;
  }
}
