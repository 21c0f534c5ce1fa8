/** What may never come out of a bad file, whatever stands in it. */
import { inspect } from 'node:util';
import type { PixelFrame } from '#inference/contract.ts';
import { AppError } from '#lib/platform/errors.ts';
import { MARKED_PATIENT } from './bases/base.ts';

export interface Finding {
  readonly kind:
    | 'unnamed-error'
    | 'unknown-code'
    | 'thread-crash'
    | 'process-crash'
    | 'hang'
    | 'slow'
    | 'memory'
    | 'inconsistent'
    | 'patient-in-error';
  readonly detail: string;
}

/** The names under which a film may be refused. Whatever else comes out of a bad file was not foreseen. */
const REFUSALS: ReadonlySet<string> = new Set([
  'film-header-unreadable',
  'film-not-decodable',
  'film-not-dicom',
  'film-size-contradictory',
  'film-too-large',
  'film-truncated',
  'film-without-identity',
  'film-without-pixels',
  'multi-frame',
  'photometric-not-supported',
  'pixel-layout-not-supported',
  'transfer-syntax-not-supported',
]);

export function judgeError(thrown: unknown): Finding[] {
  const told = inspect(thrown, { depth: 10, maxStringLength: Infinity });
  const leaks = told.includes(MARKED_PATIENT) || JSON.stringify(thrown).includes(MARKED_PATIENT);
  return [...nameOf(thrown, told), ...(leaks ? [finding('patient-in-error', told)] : [])];
}

function nameOf(thrown: unknown, told: string): Finding[] {
  if (!(thrown instanceof AppError)) return [finding('unnamed-error', told)];
  if (thrown.code === 'decoding-crashed') return [finding('thread-crash', told)];
  if (thrown.code === 'decoding-timeout') return [finding('hang', told)];
  const known = REFUSALS.has(thrown.code) && thrown.failure === 'refused';
  return known ? [] : [finding('unknown-code', told)];
}

export function judgeFrame(frame: PixelFrame): Finding[] {
  const { rows, columns, pixels, rescale, window, pixelSpacingMm } = frame;
  const numbers = [
    rescale.slope,
    rescale.intercept,
    window?.center,
    window?.width,
    ...(pixelSpacingMm ?? []),
  ];
  const wrong = [
    rows > 0 && columns > 0 ? '' : `${rows} x ${columns}`,
    pixels.length === rows * columns ? '' : `${pixels.length} pixels in ${rows} x ${columns}`,
    numbers.every((number) => number === undefined || Number.isFinite(number)) ? '' : inspect(numbers),
  ];
  return wrong.filter((text) => text !== '').map((text) => finding('inconsistent', text));
}

/** Greys are from 0 to 1, one for each pixel. */
export function judgeGreys(greys: Float32Array, { rows, columns }: PixelFrame): Finding[] {
  if (greys.length !== rows * columns) return [finding('inconsistent', `${greys.length} greys`)];
  const wrong = greys.find((grey) => !(grey >= 0 && grey <= 1));
  return wrong === undefined ? [] : [finding('inconsistent', `a grey of ${wrong}`)];
}

export function finding(kind: Finding['kind'], detail: string): Finding {
  return { kind, detail: detail.slice(0, 2000) };
}
