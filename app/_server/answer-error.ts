import { createHash, randomUUID } from 'node:crypto';
import { toAppError, type AppError } from '#lib/platform/errors.ts';
import { errorFields } from '#lib/platform/log.ts';
import type { WebContext } from '#lib/pipeline/web-context.ts';

/** HTTP status by code; what is not named here is a fault of ours or of the EHR. */
const STATUS: Readonly<Record<string, number>> = {
  'session-unknown': 401,
  'session-cookie-missing': 401,
  'session-expired': 401,
  'session-superseded': 401,
  'session-ended': 401,
  'token-expired': 401,
  'operator-unknown': 401,
  'delivery-unknown': 404,
  'delivery-not-decidable': 409,
  'analysis-unknown': 404,
  'study-not-found': 404,
  'model-unknown': 404,
  'cross-site-request': 403,
  'site-unknown': 403,
  'launch-denied': 403,
  'launch-invalid': 400,
  'launch-refused': 400,
  'grant-spent': 400,
  'user-not-clinician': 403,
  'identity-unproven': 403,
  'launch-patient-missing': 400,
  'request-invalid': 400,
  'result-not-reviewable': 409,
  'review-changed-meanwhile': 409,
  'review-being-signed': 409,
  'review-undecided': 409,
  'reader-unknown': 403,
  'signer-unknown': 403,
  'database-unreachable': 503,
  'storage-full': 503,
  'ehr-unreachable': 502,
  'ehr-refused': 502,
  'ehr-answer-broken': 502,
  'ehr-keys-unusable': 502,
  'client-refused': 502,
  'scope-refused': 502,
  'token-refused': 502,
  'clock-skew': 502,
};

export interface Told {
  readonly error: AppError;
  readonly status: number;
  /** On the page and in the log: how support finds one from the other. */
  readonly supportId: string;
}

/** Logs what was thrown, once, and says what may be told of it. */
export function tell(context: WebContext, thrown: unknown): Told {
  const error = toAppError(thrown);
  const supportId = createHash('sha256').update(randomUUID()).digest('hex').slice(0, 8);
  const status = STATUS[error.code] ?? 500;
  context.log[status >= 500 ? 'error' : 'warn'](
    { event: 'request-failed', supportId, status, ...errorFields(error) },
    'web',
  );
  return { error, status, supportId };
}
