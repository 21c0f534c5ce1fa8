/** What model.json may say: every problem is told at once, in words, and nothing that nobody reads is let through. */
import { rm } from 'node:fs/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { packageSchema } from '#inference/models/manifest.ts';
import { readPackage } from '#inference/models/read-package.ts';
import { tinyManifest, tinyPackage, writePackage } from '#tests/support/tiny-model-package.ts';

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

const labels = () => tinyManifest()['labels'] as Record<string, unknown>[];
const input = () => tinyManifest()['input'] as Record<string, unknown>;

async function problemsWith(changes: Record<string, unknown>): Promise<readonly string[]> {
  const folder = await writePackage({ ...tinyPackage(), manifest: { ...tinyManifest(), ...changes } });
  folders.push(folder);
  const thrown: unknown = await readPackage(folder).catch((error: unknown) => error);
  return (thrown as { problems?: string[] }).problems ?? [];
}

const MANIFESTS: readonly [string, Record<string, unknown>, string][] = [
  ['names a file elsewhere', { file: '../../etc/passwd.onnx' }, 'file: a plain file name'],
  ['hides its card elsewhere', { card: '/etc/motd.md' }, 'card: a plain file name'],
  ['has a key that nobody reads', { threshold: 0.5 }, 'Unrecognized key'],
  ['says no status', { regulatoryStatus: '' }, 'regulatoryStatus: '],
  ['measured half', { labels: [{ ...labels()[0], auc: undefined }] }, 'labels.0 (effusion).auc: is missing'],
  ['says not on what', { measuredOn: undefined }, 'measuredOn: is missing'],
  [
    'turns a score round',
    { labels: [{ ...labels()[0], calibration: { slope: -1, intercept: 0 } }] },
    'slope',
  ],
  [
    'reads a score twice',
    { labels: labels().map((label) => ({ ...label, output: 0 })) },
    'two labels read output 0',
  ],
  [
    'gives one channel three means',
    { input: { ...input(), mean: [0.1, 0.2, 0.3] } },
    'input.mean: three values for one channel',
  ],
  ['wants an input of two channels', { input: { ...input(), channels: 2 } }, 'input.channels: 1 or 3'],
  ['resizes by what nobody knows', { input: { ...input(), resize: 'lanczos' } }, 'input.resize'],
  [
    'has two versions',
    { cardElements: { releaseInfo: { releaseVersion: '9.0.0' } } },
    'cardElements.releaseInfo.releaseVersion: says otherwise than version',
  ],
  [
    'is more approved in its card than outside it',
    { cardElements: { aiDevice: { safety: 'Cleared' } } },
    'cardElements.aiDevice.safety: says otherwise than regulatoryStatus',
  ],
  [
    'names an element that neither CHAI nor HL7 knows',
    { cardElements: { warnings: { perils: 'none' } } },
    'Unrecognized key',
  ],
  [
    'gives a figure that no machine reads',
    { cardElements: { keyMetrics: { fairnessEquity: { results: [{ label: 'AUC', valueJson: 'good' }] } } } },
    'is no JSON',
  ],
  ['names a label twice', { labels: [labels()[0], labels()[0]] }, 'effusion repeats'],
];

describe('model.json', () => {
  test.each(MANIFESTS)('is refused where it %s', async (_, changes, expected) => {
    const problems = await problemsWith(changes);
    expect(problems).toEqual(expect.arrayContaining([expect.stringContaining(expected)]));
    expect(problems.every((problem) => problem.startsWith('model.json'))).toBe(true);
  });

  test('tells every problem at once', async () => {
    const problems = await problemsWith({ licence: '', version: '1', limits: [], intendedUse: undefined });
    expect(problems.map((problem) => problem.split(':')[0])).toEqual(
      expect.arrayContaining(
        ['licence', 'version', 'limits', 'intendedUse'].map((key) => `model.json ${key}`),
      ),
    );
  });

  test('may say as little as a package needs', () => {
    const { measuredOn, ...rest } = tinyManifest();
    expect(measuredOn).toBeDefined();
    const bare = { ...rest, sha256: '0'.repeat(64), labels: [{ label: 'effusion' }] };
    expect(packageSchema.safeParse(bare).success).toBe(true);
  });
});
