/** Runs in a process of its own: the product's decoding on whatever cores it was given; requests as peer/decode_films.py takes. */
import { readFile, writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { decodeFilm } from '#lib/pixels/decode-frame.ts';

interface Request {
  readonly do: 'one' | 'write';
  readonly file: string;
  readonly times: number;
  readonly raw: string;
}

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line) as Request;
  const value = await (request.do === 'one' ? timeOne(request) : writeValues(request)).catch(
    (thrown: unknown) => ({ error: String(thrown) }),
  );
  console.log(JSON.stringify(typeof value === 'object' && 'error' in value ? value : { value }));
}

/** Process CPU time, ms each. */
async function timeOne({ file, times }: Request): Promise<number[]> {
  const encoded = await readFile(file);
  const spent: number[] = [];
  for (let i = 0; i < times; i += 1) {
    const started = process.cpuUsage();
    await decodeFilm(encoded);
    const { user, system } = process.cpuUsage(started);
    spent.push((user + system) / 1000);
  }
  return spent;
}

async function writeValues({ file, raw }: Request): Promise<string> {
  const { frame } = await decodeFilm(new Uint8Array(await readFile(file)));
  await writeFile(raw, frame.pixels);
  return frame.pixels.constructor.name.toLowerCase().replace('array', '');
}
