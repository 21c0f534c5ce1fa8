import type { OperationOutcome, OperationOutcomeIssue } from '@medplum/fhirtypes';

export class FhirRefusal extends Error {
  readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 422;
  readonly issueCode: OperationOutcomeIssue['code'];

  constructor(status: FhirRefusal['status'], issueCode: OperationOutcomeIssue['code'], text: string) {
    super(text);
    this.status = status;
    this.issueCode = issueCode;
  }
}

export function toOutcome(code: OperationOutcomeIssue['code'], text: string): OperationOutcome {
  return { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code, details: { text } }] };
}
