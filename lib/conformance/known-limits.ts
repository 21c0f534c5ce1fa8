/** What a vendor's statement does not say and its documentation or its sites do. */
import { servedResource, type CapabilityStatement } from './capability-statement.ts';
import { confirm, type CheckedNeed } from './checked-need.ts';

interface KnownLimit {
  readonly vendor: RegExp;
  readonly resource: string;
  readonly need: string;
  readonly said: string;
  readonly means: string;
}

const LIMITS: readonly KnownLimit[] = [
  {
    vendor: /\bEpic\b/,
    resource: 'Observation',
    need: 'Epic: where an Observation goes',
    said: 'create',
    means: 'it files only into a flowsheet row that the site has mapped beforehand: is there one?',
  },
  {
    vendor: /Oracle Health|Cerner/,
    resource: 'DiagnosticReport',
    need: 'Oracle Health: which reports are taken',
    said: 'create',
    means: 'documented for cardiology and anatomic pathology alone: does this site take radiology’s?',
  },
];

/** Of what is stated alone: what isn't served has its own row. */
export function knownLimits(statement: CapabilityStatement): CheckedNeed[] {
  const vendor = [statement.software?.name, statement.publisher].join(' ');
  return LIMITS.filter(
    (limit) =>
      limit.vendor.test(vendor) &&
      servedResource(statement, limit.resource)?.interactions.has('create') === true,
  ).map(({ need, said, means }) => confirm(need, said, means, 'EHR app registration team'));
}
