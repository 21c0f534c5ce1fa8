import { pino, type Logger } from 'pino';
import { toAppError } from './errors.ts';

export type { Logger };

/** Structured lines on stdout. Fields are ids and codes; names, birth dates and message bodies never go in. */
export function createLog(process: string, level: string): Logger {
  return pino({ level, base: { process }, timestamp: pino.stdTimeFunctions.isoTime });
}

/** What a log line may say of an error: code, failure, ids; messages of causes only by their class and system code. */
export function errorFields(thrown: unknown): Record<string, unknown> {
  const error = toAppError(thrown);
  return { code: error.code, failure: error.failure, ...error.fields, cause: describeCause(error.cause) };
}

function describeCause(cause: unknown): string | undefined {
  if (!(cause instanceof Error)) return undefined;
  const code = 'code' in cause && typeof cause.code === 'string' ? ` ${cause.code}` : '';
  // Only our own code's stack lines: a library's message may quote what it was given.
  const place = cause.stack
    ?.split('\n')
    .find((line) => line.includes('/lib/') || line.includes('/inference/'));
  return `${cause.name}${code}${place ? ` ${place.trim()}` : ''}`;
}
