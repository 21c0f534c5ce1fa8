/** `npm run ops -- models …` as an operator runs it: no database, no sites, an exit code and lines to read. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadModel } from '#inference/models/load-model.ts';
import { greyPicture } from '#tests/support/grey-picture.ts';
import { tinyManifest, tinyPackage, writePackage } from '#tests/support/tiny-model-package.ts';

let models: string;
let good: string;
let nameless: string;
beforeAll(async () => {
  models = await mkdtemp(join(tmpdir(), 'sightline-models-'));
  good = await writePackage(tinyPackage());
  const [effusion, hernia] = tinyManifest()['labels'] as Record<string, unknown>[];
  const labels = [effusion, { ...hernia, concept: undefined }];
  const regulatoryStatus = 'Cleared\nok   hash: everything is well';
  nameless = await writePackage({
    ...tinyPackage(),
    manifest: { ...tinyManifest(), labels, regulatoryStatus },
  });
});
afterAll(async () => {
  for (const folder of [models, good, nameless]) await rm(folder, { recursive: true });
});

function ops(...args: string[]) {
  const { PATH } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['commands/ops.ts', 'models', ...args], {
    encoding: 'utf8',
    env: { NODE_ENV: 'test', ...(PATH && { PATH }), SIGHTLINE_MODELS: models },
  });
  return { status, lines: stdout.trim().split('\n'), stderr };
}

describe('models', () => {
  test('add checks, installs and says what to write into sites.json; check finds it by its name', async () => {
    const added = ops('add', good);
    expect(added.status).toBe(0);
    expect(added.lines.at(-1)).toContain('"model": "tiny"');
    expect(await readdir(models)).toEqual(['tiny']);
    const again = ops('check', 'tiny');
    expect(again.status).toBe(0);
    expect(again.lines.at(-1)).toBe(`${join(models, 'tiny')}: 0 failed, 0 to know`);
  });

  test('add installs nothing that failed, and a package can’t pass off its words as a line of ours', async () => {
    const { status, lines } = ops('add', nameless);
    expect(status).toBe(1);
    expect(lines.at(-1)).toBe('Nothing was installed.');
    expect(lines.filter((line) => line.startsWith('FAIL'))).toEqual([
      expect.stringContaining('words: hernia: '),
    ]);
    expect(lines.filter((line) => /^ok +hash: every/.test(line))).toEqual([]);
    expect(await readdir(models)).toEqual(['tiny']);
  });

  test('measure makes a package that may run out of one that may not, from films whose truth is known', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sightline-films-'));
    const labels = (tinyManifest()['labels'] as Record<string, unknown>[]).map(({ label, concept }) => ({
      label,
      concept,
    }));
    const bare = await writePackage({
      ...tinyPackage(),
      manifest: { ...tinyManifest(), labels, measuredOn: undefined },
    });
    try {
      const rows = await Promise.all(
        Array.from({ length: 160 }, async (_, i) => {
          // Bright films have effusion, but for some; nobody has a hernia.
          const level = (i * 97) % 250;
          await greyPicture(level).toFile(join(folder, `${String(i)}.png`));
          return `${String(i)}.png,patient-${String(i)},${level > 120 !== (i % 9 === 0) ? '1' : '0'},0`;
        }),
      );
      await writeFile(join(folder, 'films.csv'), ['file,patient,effusion,hernia', ...rows].join('\n'));
      expect(ops('check', bare).status).toBe(0);
      expect(ops('add', bare)).toMatchObject({
        status: 1,
        lines: expect.arrayContaining([expect.stringContaining('Measure it first')]) as string[],
      });
      const out = join(folder, 'measured');
      const measured = ops(
        'measure',
        bare,
        '--films',
        join(folder, 'films.csv'),
        '--on',
        'made-up films',
        '--out',
        out,
      );
      expect(measured.lines.at(-1)).toContain('1 of 2 labels measured');
      const { manifest } = await loadModel(out);
      expect(manifest.labels).toMatchObject([{ label: 'effusion', output: 0 }]);
      expect(manifest.labels[0]?.auc.value).toBeGreaterThan(0.8);
      expect(manifest.measuredOn.films).toBeGreaterThan(60);
      expect(manifest.limits.at(-1)).toContain('not reported: hernia');
      expect(ops('check', out)).toMatchObject({ status: 0 });
      expect(
        ops('measure', bare, '--films', join(folder, 'films.csv'), '--on', 'x', '--out', out).stderr,
      ).toContain('is there already');
    } finally {
      for (const each of [folder, bare]) await rm(each, { recursive: true });
    }
  });

  test.each([
    [['check', '/nowhere'], 'there is no such folder'],
    [['check', '../no-such-model'], 'there is no such folder'],
    [['check'], 'Usage: '],
    [['add'], 'Usage: '],
    [['measure', '/nowhere'], 'Usage: '],
  ])('%j ends with exit code 1 and a sentence', (args, said) => {
    const { status, stderr } = ops(...args);
    expect(status).toBe(1);
    expect(stderr).toContain(said);
  });

  test('the shipped model passes', () => {
    expect(ops('check', 'inference/models/sightline-cxr').status).toBe(0);
  });
});
