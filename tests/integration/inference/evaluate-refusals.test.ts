/** What `models evaluate` can't do, it says in a sentence that an engineer can act on. */
import { appendFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tinyPackage, writePackage } from '#tests/support/tiny-model-package.ts';
import { evaluate, type EvaluateFixture, makeFixture } from './evaluate-fixture.ts';

let fixture: EvaluateFixture;
beforeAll(async () => {
  fixture = await makeFixture();
});
afterAll(() => fixture.remove());

describe('what can’t be evaluated ends with exit code 1 and a sentence', () => {
  test.each([
    ['no labels', ['--model', 'M', '--data', 'D'], 'Usage: '],
    ['an option that does not exist', ['--models', 'M'], "Unknown option '--models'"],
    [
      'a model that is not there',
      ['--model', 'absent', '--data', 'D', '--labels', 'T'],
      'absent: there is no such folder, and no such model',
    ],
    [
      'a folder that is not there',
      ['--model', 'M', '--data', '/nowhere', '--labels', 'T'],
      '--data /nowhere: there is no such folder',
    ],
    [
      'a table that is not there',
      ['--model', 'M', '--data', 'D', '--labels', '/nowhere.csv'],
      '/nowhere.csv: there is no such table',
    ],
    [
      'boxes that are not there',
      ['--model', 'M', '--data', 'D', '--labels', 'T', '--boxes', '/no.csv'],
      '/no.csv: there is no such table',
    ],
    [
      'a condition on no column',
      ['--model', 'M', '--data', 'D', '--labels', 'T', '--where', 'part=test'],
      'part=test: no table has such a column',
    ],
    [
      'a column to part by that is none',
      ['--model', 'M', '--data', 'D', '--labels', 'T', '--by', 'maker'],
      '--by maker: no table has such a column',
    ],
    [
      'a condition that no film meets',
      ['--model', 'M', '--data', 'D', '--labels', 'T', '--where', 'device=x'],
      'there is no film to evaluate',
    ],
    [
      'a folder to write into that is there',
      ['--model', 'M', '--data', 'D', '--labels', 'T', '--out', 'D'],
      'is there already',
    ],
  ])('%s', (_, args, said) => {
    const { model, folder, table } = fixture;
    const real: Readonly<Record<string, string>> = { M: model, D: folder, T: table };
    const { status, stderr } = evaluate(...args.map((arg) => real[arg] ?? arg));
    expect(status).toBe(1);
    expect(stderr).toContain(said);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test('weights that the manifest does not speak of', async () => {
    const other = await writePackage(tinyPackage());
    try {
      await appendFile(join(other, 'model.onnx'), 'x');
      const { status, stderr } = evaluate(
        '--model',
        other,
        '--data',
        fixture.folder,
        '--labels',
        fixture.table,
      );
      expect(status).toBe(1);
      expect(stderr).toContain('model.onnx is not the file that model.json speaks of');
    } finally {
      await rm(other, { recursive: true });
    }
  });

  test('films of one kind only: counted, but no figure to promise', () => {
    const { model, folder, table } = fixture;
    const { status, stdout } = evaluate(
      '--model',
      model,
      '--data',
      folder,
      '--labels',
      table,
      '--where',
      'effusion=0',
    );
    expect(status).toBe(1);
    expect(stdout).toContain('none: no film has it');
  });
});
