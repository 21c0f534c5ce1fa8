/** What `models add` leaves behind: a whole package or nothing, and never another one’s place. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkPackage } from '#inference/models/check-package.ts';
import { installPackage } from '#inference/models/install-package.ts';
import { tinyManifest, tinyPackage, writePackage } from '#tests/support/tiny-model-package.ts';

const folders: string[] = [];
let models: string;
beforeEach(async () => {
  models = await mkdtemp(join(tmpdir(), 'sightline-models-'));
  folders.push(models);
});
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

async function written(changes: Record<string, unknown> = {}): Promise<string> {
  const given = tinyPackage();
  const folder = await writePackage({ ...given, manifest: { ...tinyManifest(), ...changes } });
  folders.push(folder);
  return folder;
}

describe('installPackage', () => {
  test('copies the package’s own files and nothing else, and what it copied passes the check', async () => {
    const folder = await written();
    await writeFile(join(folder, 'notes.txt'), 'not for the worker');
    expect(await installPackage(folder, models)).toEqual({ name: 'tiny', added: true, others: [] });
    expect((await readdir(models)).toSorted()).toEqual(['tiny']);
    expect((await readdir(join(models, 'tiny'))).toSorted()).toEqual([
      'MODEL_CARD.md',
      'golden.json',
      'model.json',
      'model.onnx',
    ]);
    const { checks } = await checkPackage(join(models, 'tiny'));
    expect(checks.filter(({ outcome }) => outcome !== 'ok')).toEqual([]);
  });

  test('brings the pictures that the card shows', async () => {
    const folder = await written();
    for (const name of ['roc.svg', 'other.svg']) await writeFile(join(folder, name), '<svg/>');
    await writeFile(join(folder, 'MODEL_CARD.md'), '![ROC](roc.svg)');
    await installPackage(folder, models);
    expect(await readdir(join(models, 'tiny'))).toContain('roc.svg');
    expect(await readdir(join(models, 'tiny'))).not.toContain('other.svg');
  });

  test('makes the folder of models where there is none', async () => {
    const below = join(models, 'not', 'yet');
    expect((await installPackage(await written(), below)).name).toBe('tiny');
  });

  test('says so where it is there already', async () => {
    const folder = await written();
    await installPackage(folder, models);
    expect(await installPackage(folder, models)).toEqual({ name: 'tiny', added: false, others: [] });
  });

  test('puts another version beside the one that is there', async () => {
    await installPackage(await written(), models);
    const newer = await installPackage(await written({ version: '1.1.0' }), models);
    expect(newer).toEqual({ name: 'tiny-1.1.0', added: true, others: ['tiny'] });
    expect(await readFile(join(models, 'tiny', 'model.json'), 'utf8')).toContain('"1.0.0"');
  });

  test('never puts other contents under a version that is there', async () => {
    await installPackage(await written(), models);
    const other = await written({ intendedUse: 'Something else' });
    await expect(installPackage(other, models)).rejects.toMatchObject({
      code: 'model-version-taken',
      failure: 'permanent',
      problems: [expect.stringContaining('with another model.json')],
    });
    expect(await readFile(join(models, 'tiny', 'model.json'), 'utf8')).toContain('"Tests"');
  });

  test('leaves nothing behind where the weights are no longer those that were checked', async () => {
    const folder = await written();
    await writeFile(join(folder, 'model.onnx'), 'abc');
    await expect(installPackage(folder, models)).rejects.toMatchObject({ code: 'model-not-installable' });
    expect(await readdir(models)).toEqual([]);
  });

  test('takes no place that somebody else’s folder has', async () => {
    for (const name of ['tiny', 'tiny-1.0.0']) {
      await mkdir(join(models, name));
      await writeFile(join(models, name, 'model.json'), '{}');
    }
    await expect(installPackage(await written(), models)).rejects.toMatchObject({
      code: 'model-not-installable',
    });
    expect((await readdir(models)).toSorted()).toEqual(['tiny', 'tiny-1.0.0']);
  });
});
