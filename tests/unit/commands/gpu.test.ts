import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  cudaMajors,
  findRuntime,
  isInstalled,
  missingLibraries,
} from '../../../commands/ops/cuda-libraries.ts';
import { run as checkGpu } from '../../../commands/ops/check-gpu.ts';
import { run as installGpu } from '../../../commands/ops/install-gpu.ts';

let folder: string;
let told: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sightline-gpu-'));
  told = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    told += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** A driver that names one card: what a host has whose CUDA was never installed. */
function putCard(): void {
  writeFileSync(join(folder, 'nvidia-smi'), '#!/bin/sh\necho "0, GPU-1, NVIDIA H200"\n', { mode: 0o755 });
  vi.stubEnv('PATH', `${folder}${delimiter}${process.env['PATH'] ?? ''}`);
}

describe('the libraries of CUDA', () => {
  test('tell its versions, the newest first, each once', () => {
    const listed = `
      libcublasLt.so.12 (libc6,x86-64) => /usr/local/cuda-12/lib64/libcublasLt.so.12
      libcublasLt.so.13 (libc6,x86-64) => /usr/local/cuda/lib64/libcublasLt.so.13
      libcublasLt.so.13.0.2.14 (libc6,x86-64) => /usr/local/cuda/lib64/libcublasLt.so.13.0.2.14
      libcublas.so.11 (libc6,x86-64) => /lib/libcublas.so.11`;
    expect(cudaMajors(listed)).toEqual([13, 12]);
    expect(cudaMajors('libz.so.1')).toEqual([]);
  });

  test('are looked for beside the runtime that is really loaded', () => {
    const { libraryFolder, version } = findRuntime();
    expect(isInstalled(folder, 'cuda')).toBe(false);
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(missingLibraries(join(libraryFolder, 'libonnxruntime.so.1'))).toEqual([]);
  });
});

describe('gpu check', () => {
  test('says that there is no card, and does not call anything proved', async () => {
    vi.stubEnv('PATH', folder);
    expect(await checkGpu([])).toBe(1);
    expect(told).toContain('FAIL card: nvidia-smi names none');
    expect(told).not.toContain('ok   provider');
  });

  test.skipIf(isInstalled(findRuntime().libraryFolder, 'cuda'))(
    'names the card, and the command that brings its libraries (skipped: they are installed)',
    async () => {
      putCard();
      expect(await checkGpu([])).toBe(1);
      expect(told).toContain('ok   card: NVIDIA H200');
      expect(told).toMatch(/FAIL libraries: libonnxruntime_providers_cuda\.so is not in .*gpu install/);
    },
  );

  test.each([
    [['--provider', 'rocm'], '--provider: cuda or tensorrt'],
    [['--films', '0'], '--films: a whole number'],
    [['--model', 'none'], 'model-broken'],
  ])('refuses %s', async (args, message) => {
    await expect(checkGpu(args)).rejects.toThrow(message);
  });
});

test('gpu install refuses a CUDA that the runtime has no provider for, before it fetches anything', () => {
  expect(() => installGpu(['--cuda', '11', '--into', folder])).toThrow('has providers for 12 and 13');
});
