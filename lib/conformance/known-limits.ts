/** What a vendor's statement does not say and its documentation or its sites do. */
import { servedResource, type CapabilityStatement } from './capability-statement.ts';
import { confirm, type CheckedNeed } from './checked-need.ts';
import type { FiledType, FilingOverrides, FilingReason } from './filing-plan.ts';

interface KnownLimit {
  readonly vendor: RegExp;
  readonly resource: FiledType;
  /** Why nothing of the type is sent, unless the site says that it is taken. */
  readonly reason: FilingReason;
  readonly need: string;
  readonly said: string;
  readonly means: string;
}

const LIMITS: readonly KnownLimit[] = [
  {
    vendor: /\bEpic\b/,
    resource: 'Observation',
    reason: 'findings-flowsheet-only',
    need: 'Epic: where an Observation goes',
    said: 'create',
    means: 'it files only into a flowsheet row that the site has mapped beforehand: is there one?',
  },
  {
    vendor: /Oracle Health|Cerner/,
    resource: 'DiagnosticReport',
    reason: 'report-other-categories',
    need: 'Oracle Health: which reports are taken',
    said: 'create',
    means: 'documented for cardiology and anatomic pathology alone: does this site take radiology’s?',
  },
];

/** Of what is stated and would be sent: what isn't served has its own row. */
export function knownLimits(statement: CapabilityStatement, filing: FilingOverrides = {}): CheckedNeed[] {
  return LIMITS.filter(
    (limit) =>
      filing[limit.resource] === undefined &&
      isOf(statement, limit) &&
      servedResource(statement, limit.resource)?.interactions.has('create') === true,
  ).map(({ need, said, means }) => confirm(need, said, means, 'EHR app registration team'));
}

/** Why resources of this type are not sent to this vendor's server, though its statement takes them. */
export function limitOf(statement: CapabilityStatement, type: FiledType): FilingReason | undefined {
  return LIMITS.find((limit) => limit.resource === type && isOf(statement, limit))?.reason;
}

function isOf({ software, publisher }: CapabilityStatement, { vendor }: KnownLimit): boolean {
  return vendor.test([software?.name, publisher].join(' '));
}
