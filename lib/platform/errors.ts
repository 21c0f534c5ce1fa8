/**
 * How a failure may be met: `transient` is retried, `ambiguous` is looked up at the destination before anything is
 * repeated, `permanent` waits for a person. `refused` is no fault at all: the product declines, by rule.
 */
export type Failure = 'transient' | 'ambiguous' | 'permanent' | 'refused';

interface AppErrorOptions {
  readonly cause?: unknown;
  readonly fields?: Record<string, string | number>;
  readonly detail?: string | undefined;
  readonly retryAfterMs?: number | undefined;
}

/**
 * The one error class. `code` is a stable kebab-case noun phrase owned by its stage; a page translates it into a
 * sentence. `fields` are for the log: identifiers of machines and objects, never names or birth dates.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: string;
  readonly failure: Failure;
  readonly fields: Readonly<Record<string, string | number>>;
  /** How long the other side wants to be left alone. */
  readonly retryAfterMs: number | undefined;
  readonly #detail: string | undefined;

  constructor(code: string, failure: Failure, options: AppErrorOptions = {}) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.failure = failure;
    this.fields = options.fields ?? {};
    this.retryAfterMs = options.retryAfterMs;
    this.#detail = options.detail;
  }

  /** Another system's own words, which may quote what it was sent: for the ledger alone, so nothing serialises it. */
  get detail(): string | undefined {
    return this.#detail;
  }
}

/** Anything thrown, as an AppError; what is not one was not foreseen, and says so. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  return isDatabaseLoss(thrown)
    ? new AppError('database-unreachable', 'transient', { cause: thrown })
    : new AppError('unexpected', 'permanent', { cause: thrown });
}

/**
 * A database that restarts is no fault of the work it interrupts: SQLSTATE class 08, 53300 and 57P01 to 57P03
 * (PostgreSQL Appendix A), a refused or reset connection, and what the driver says where there is no code.
 */
function isDatabaseLoss(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false;
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '';
  return (
    /^(08...|53300|57P0[123]|ECONNREFUSED|ECONNRESET|EPIPE)$/.test(code) ||
    /^(Connection terminated|Client has encountered a connection error)/.test(thrown.message)
  );
}
