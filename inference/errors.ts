/**
 * Inference's one error class: `code` is a stable kebab-case noun phrase. `transient` may pass on another attempt,
 * `permanent` waits for a person, `refused` is the input's rule and no fault.
 */
export type InferenceFailure = 'transient' | 'permanent' | 'refused';

export class InferenceError extends Error {
  override readonly name = 'InferenceError';
  readonly code: string;
  readonly failure: InferenceFailure;
  /** For the log and the operator: what exactly is wrong, one line each. */
  readonly problems: readonly string[];

  constructor(
    code: string,
    failure: InferenceFailure,
    options: { cause?: unknown; problems?: readonly string[] } = {},
  ) {
    const problems = options.problems ?? [];
    const message = [code, ...problems].join('\n- ');
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.failure = failure;
    this.problems = problems;
  }
}
