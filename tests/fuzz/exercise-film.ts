/** One file through everything that sees its bytes: header, the real decoding threads, greys, preview, the model's tensor, its gate. */
import { acceptFilm } from '#inference/gate/accept-film.ts';
import type { ModelManifest } from '#inference/models/manifest.ts';
import { prepareFilm } from '#inference/preprocessing/prepare-film.ts';
import { toGreyscale } from '#inference/preprocessing/to-greyscale.ts';
import type { PixelFrame } from '#inference/contract.ts';
import type { DecodePool } from '#lib/pixels/decode-pool.ts';
import { readHeader } from '#lib/pixels/read-header.ts';
import { AppError } from '#lib/platform/errors.ts';
import { type Finding, finding, judgeError, judgeFrame, judgeGreys } from './judge.ts';
import { measure, type Measured } from './measure.ts';

export interface Outcome {
  /** 'ok' or the error's code. */
  readonly header: string;
  readonly decode: string;
  /** Processor time of the dearest step, and how far the process grew beyond what it held before. */
  readonly cpuMs: number;
  readonly grownMb: number;
  readonly peakMb: number;
  readonly findings: readonly Finding[];
}

/** Of one step: the largest real film takes less than half of each. */
const LIMITS: Measured = { cpuMs: 2000, grownMb: 1024, peakMb: 2048 };

type Model = Pick<ModelManifest, 'accepts' | 'input'>;

export async function exerciseFilm(bytes: Uint8Array, pool: DecodePool, model: Model): Promise<Outcome> {
  const header = await step('header', () => {
    acceptFilm(model.accepts, readHeader(bytes));
  });
  const decoded = await step('decoding', async () => (await pool.decode(bytes)).frame);
  const used = decoded.value === undefined ? [] : await useFrame(decoded.value, pool, model);
  const steps = [header, decoded, ...used];
  return {
    header: header.code,
    decode: decoded.code,
    cpuMs: Math.round(Math.max(...steps.map(({ cpuMs }) => cpuMs))),
    grownMb: Math.round(Math.max(...steps.map(({ grownMb }) => grownMb))),
    peakMb: Math.round(Math.max(...steps.map(({ peakMb }) => peakMb))),
    findings: [...steps.flatMap(({ findings }) => findings), ...used.flatMap(refusedLate)],
  };
}

/** What was decoded can be shown and prepared: a refusal has its place before. */
function refusedLate({ code }: Step<unknown>): Finding[] {
  return code === 'ok' ? [] : [finding('inconsistent', `decoded, but then ${code}`)];
}

async function useFrame(frame: PixelFrame, pool: DecodePool, model: Model): Promise<Step<unknown>[]> {
  const shape = judgeFrame(frame);
  const greys = await step('greys', () => judgeGreys(toGreyscale(frame), frame));
  const tensor = await step('tensor', () => prepareFilm(frame, model.input).every(Number.isFinite));
  const preview = await step('preview', () => pool.preview(frame));
  const blank = preview.value !== undefined && preview.value.bytes.length === 0;
  const wrong = [
    ...[...shape, ...(greys.value ?? [])],
    ...(tensor.value === false ? [finding('inconsistent', 'a tensor that is not finite')] : []),
    ...(blank ? [finding('inconsistent', 'an empty preview')] : []),
  ];
  return [{ ...greys, findings: [...greys.findings, ...wrong] }, tensor, preview];
}

interface Step<T> extends Measured {
  readonly code: string;
  readonly value?: T;
  readonly findings: readonly Finding[];
}

async function step<T>(name: string, work: () => T | Promise<T>): Promise<Step<T>> {
  let result: Pick<Step<T>, 'code' | 'value' | 'findings'> = { code: 'ok', findings: [] };
  const spent = await measure(async () => {
    try {
      result = { code: 'ok', value: await work(), findings: [] };
    } catch (thrown) {
      result = { code: thrown instanceof AppError ? thrown.code : 'unnamed', findings: judgeError(thrown) };
    }
  });
  return { ...result, ...spent, findings: [...result.findings, ...judgeSpent(name, spent)] };
}

function judgeSpent(name: string, { cpuMs, grownMb, peakMb }: Measured): Finding[] {
  return [
    ...(cpuMs > LIMITS.cpuMs ? [finding('slow', `${name}: ${Math.round(cpuMs)} ms of processor time`)] : []),
    ...(grownMb > LIMITS.grownMb ? [finding('memory', `${name}: ${Math.round(grownMb)} MB more`)] : []),
    ...(peakMb > LIMITS.peakMb ? [finding('memory', `${name}: ${Math.round(peakMb)} MB in all`)] : []),
  ];
}
