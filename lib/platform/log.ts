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

/** A class name or system code; what looks otherwise may have come from a message. */
const NAME = /^\w{1,40}$/;
const OWN_FRAME = /^ +at .*?((?:lib|inference)\/[\w./-]+:\d+:\d+)\)?$/;

function describeCause(cause: unknown): string | undefined {
  if (!(cause instanceof Error)) return undefined;
  const code =
    'code' in cause && typeof cause.code === 'string' && NAME.test(cause.code) ? ` ${cause.code}` : '';
  // Only our own code's frames, behind the message: a library's message may quote what it was given.
  const frames = cause.stack?.split('\n').slice(cause.message.split('\n').length) ?? [];
  const place = frames.flatMap((line) =>
    line.includes('node_modules') ? [] : (OWN_FRAME.exec(line)?.[1] ?? []),
  )[0];
  return `${NAME.test(cause.name) ? cause.name : 'Error'}${code}${place ? ` ${place}` : ''}`;
}
