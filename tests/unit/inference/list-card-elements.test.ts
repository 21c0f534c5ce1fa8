/** CHAI's and HL7's elements of a card: what a package says, what its manifest says anyway, and what nobody said. */
import { rm } from 'node:fs/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { checkPackage } from '#inference/models/check-package.ts';
import { listCardElements } from '#inference/models/list-card-elements.ts';
import { readPackage } from '#inference/models/read-package.ts';
import { tinyManifest, tinyPackage, writePackage } from '#tests/support/tiny-model-package.ts';

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

async function written(changes: Record<string, unknown>): Promise<string> {
  const folder = await writePackage({ ...tinyPackage(), manifest: { ...tinyManifest(), ...changes } });
  folders.push(folder);
  return folder;
}

async function saidOf(folder: string): Promise<Record<string, string[]>> {
  const { manifest } = await readPackage(folder);
  const elements = listCardElements(manifest).flatMap(({ group, elements }) =>
    elements.map(({ name, said }) => [`${group}.${name}`, [...said]]),
  );
  return Object.fromEntries(elements) as Record<string, string[]>;
}

describe('the elements of a card', () => {
  test('may be no more than a manifest must say: what CHAI asks for and nobody said is named', async () => {
    const { checks } = await checkPackage(await written({ cardElements: undefined }));
    const told = checks.find(({ name }) => name === 'card elements');
    expect(told?.outcome).toBe('warning');
    for (const name of ['basicInfo.modelDeveloper', 'warnings.clinicalRiskLevel', 'fairnessEquity.results'])
      expect(told?.detail).toContain(name);
    for (const name of [
      'modelName',
      'intendedUseAndWorkflow',
      'regulatoryApproval',
      'foundationModels',
      'owner',
    ])
      expect(told?.detail).not.toContain(name);
  });

  test('are taken from the manifest where the package says them there', async () => {
    expect(await saidOf(await written({ cardElements: undefined }))).toMatchObject({
      'basicInfo.modelName': ['Tiny'],
      'releaseInfo.releaseVersion': ['1.0.0'],
      'usesAndDirections.intendedUseAndWorkflow': ['Tests'],
      'warnings.knownRisksAndLimitations': ['Knows nothing'],
      'aiDevice.safety': ['Research use; not cleared by any regulator'],
    });
  });

  test('tell figures in words: those of the kinds that are known, and any other as it is written', async () => {
    const results = [
      { kind: 'estimate_ci', estimate: 96.15, lower: 90.44, upper: 98.94, level: 95, unit: '%' },
      { kind: 'single', value: 0 },
      { kind: 'curve', points: [1, 2] },
      null,
    ].map((value, at) => ({ label: String(at), valueJson: JSON.stringify(value) }));
    const keyMetrics = { safetyReliability: { results } };
    expect(
      (await saidOf(await written({ cardElements: { keyMetrics } })))['safetyReliability.results'],
    ).toEqual(['0: 96.15 % (90.44 to 98.94)', '1: 0', '2: {"kind":"curve","points":[1,2]}', '3: null']);
  });
});

test.each(['sightline-cxr', 'sightline-cxr-small'])('%s says all that CHAI asks for', async (id) => {
  const { manifest } = await readPackage(`inference/models/${id}`);
  expect(listCardElements(manifest).flatMap(({ missing }) => missing)).toEqual([]);
  expect(Object.keys(await saidOf(`inference/models/${id}`)).length).toBeGreaterThan(60);
});
