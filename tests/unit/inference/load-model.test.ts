import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { loadModel } from '#inference/models/load-model.ts';

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

/** A folder with the shipped model's manifest, changed, over weights of three bytes; its card would repeat what is changed. */
async function folderWith(changes: Record<string, unknown>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'model-'));
  folders.push(folder);
  const shipped = JSON.parse(await readFile('inference/models/sightline-cxr/model.json', 'utf8')) as object;
  const sha256 = createHash('sha256').update('abc').digest('hex');
  await writeFile(join(folder, 'model.onnx'), 'abc');
  await writeFile(join(folder, 'golden.json'), '{}');
  await writeFile(
    join(folder, 'model.json'),
    JSON.stringify({ ...shipped, cardElements: undefined, sha256, ...changes }),
  );
  return folder;
}

describe('loadModel', () => {
  test('opens a folder whose weights are the manifest’s', async () => {
    expect((await loadModel(await folderWith({}))).manifest.id).toBe('sightline-cxr');
  });

  test('refuses weights that were changed', async () => {
    const loading = loadModel(await folderWith({ sha256: '0'.repeat(64) }));
    await expect(loading).rejects.toMatchObject({
      name: 'InferenceError',
      code: 'model-broken',
      failure: 'permanent',
    });
  });

  test('reports every problem at once', async () => {
    const loading = loadModel(await folderWith({ title: '', labels: [], file: '../../etc/passwd.onnx' }));
    const error = (await loading.catch((thrown: unknown) => thrown)) as Error & { problems: string[] };
    expect(error.problems.map((problem) => problem.split(':')[0])).toEqual([
      'model.json title',
      'model.json file',
      'model.json labels',
    ]);
  });

  test('refuses a folder with no manifest', async () => {
    await expect(loadModel(tmpdir())).rejects.toMatchObject({ code: 'model-broken' });
  });
});
