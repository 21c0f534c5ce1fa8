/** What a server or the way to it did -> the one error that says what may be done about it. */
import { status } from '@grpc/grpc-js';
import { InferenceError } from '../errors.ts';

const LOST = /^(ECONN|EPIPE|ENOTFOUND|EAI_|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|UND_ERR_|HPE_)/;
const MAX_TEXT = 200;

/** A cut answer and a refused connection alike: asking is repeatable, since a server keeps nothing of it. */
export function unreachable(problem: string, cause?: unknown): InferenceError {
  return new InferenceError('inference-server-unreachable', 'transient', { problems: [problem], cause });
}

/** An answer that breaks the protocol, or is another request's: trying again would trust the same server. */
export function brokenAnswer(...problems: string[]): InferenceError {
  return new InferenceError('inference-answer-broken', 'permanent', { problems });
}

export function modelNotServed(problem: string): InferenceError {
  return new InferenceError('model-not-served', 'permanent', { problems: [problem] });
}

export function timedOut(): InferenceError {
  return new InferenceError('inference-timeout', 'transient');
}

export function cancelled(): InferenceError {
  return new InferenceError('inference-cancelled', 'transient');
}

/** @param text the server's own words. */
export function failureOfStatus(code: number, text: string): InferenceError {
  const problems = [`HTTP ${code}: ${plain(text)}`];
  if (code === 401 || code === 403) return denied(problems);
  if (code === 404) return new InferenceError('model-not-served', 'permanent', { problems });
  if (code === 408 || code === 429 || code >= 500) return failed(problems);
  return refused(problems);
}

const DENIED = new Set<status>([status.UNAUTHENTICATED, status.PERMISSION_DENIED]);
const FAILED = new Set<status>([
  status.UNKNOWN,
  status.INTERNAL,
  status.ABORTED,
  status.DATA_LOSS,
  status.RESOURCE_EXHAUSTED,
]);

/** @param text the server's own words, or grpc-js's. */
export function failureOfGrpc(code: status, text: string): InferenceError {
  const problems = [`gRPC ${status[code]}: ${plain(text)}`];
  if (/Received message larger than max|Failed to parse|response parsing/i.test(text)) {
    return brokenAnswer(...problems);
  }
  if (code === status.DEADLINE_EXCEEDED) return timedOut();
  // Cancelled by the server or what stands before it, as one does that ends; our own deadline is told apart by its signal.
  if (code === status.CANCELLED) return unreachable(problems.join());
  if (code === status.UNAVAILABLE) return isUntrusted(text) ? denied(problems) : unreachable(problems.join());
  if (code === status.NOT_FOUND) return new InferenceError('model-not-served', 'permanent', { problems });
  if (DENIED.has(code)) return denied(problems);
  return FAILED.has(code) ? failed(problems) : refused(problems);
}

/** What undici throws; what is no fault of the connection goes on as it is. */
export function failureOfConnection(thrown: unknown): unknown {
  if (!(thrown instanceof Error)) return thrown;
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '';
  if (isUntrusted(`${code} ${thrown.message}`)) return denied([`TLS: ${plain(thrown.message)}`]);
  return LOST.test(code) ? unreachable(code, thrown) : thrown;
}

/** A certificate that is not trusted stays so until a person acts. */
function isUntrusted(text: string): boolean {
  return /certificate|CERT_|ERR_TLS|self.signed/i.test(text);
}

function denied(problems: readonly string[]): InferenceError {
  return new InferenceError('inference-server-denied', 'permanent', { problems });
}

function failed(problems: readonly string[]): InferenceError {
  return new InferenceError('inference-server-failed', 'transient', { problems });
}

function refused(problems: readonly string[]): InferenceError {
  return new InferenceError('inference-request-refused', 'permanent', { problems });
}

function plain(text: string): string {
  return text.replace(/[^\x20-\x7e]+/g, ' ').slice(0, MAX_TEXT);
}
