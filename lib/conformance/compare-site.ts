/** An EHR's two statements held against what one site needs of it. Pure: whoever calls has read them. */
import type { CapabilityStatement } from './capability-statement.ts';
import type { CheckedNeed } from './checked-need.ts';
import { compareFiling } from './compare-filing.ts';
import { compareLaunch } from './compare-launch.ts';
import { compareReading } from './compare-reading.ts';
import type { Expectations } from './expectations.ts';
import { knownLimits } from './known-limits.ts';
import type { SmartStatement } from './smart-statement.ts';

/** What could be had of them; what is absent is not compared. */
export interface EhrStatements {
  readonly capability?: CapabilityStatement | undefined;
  readonly smart?: SmartStatement | undefined;
}

export function compareSite({ capability, smart }: EhrStatements, expected: Expectations): CheckedNeed[] {
  return [
    ...(smart === undefined ? [] : compareLaunch(smart, expected)),
    ...(capability === undefined
      ? []
      : [
          ...compareReading(capability, expected),
          ...compareFiling(capability, expected),
          ...knownLimits(capability, expected.filing),
        ]),
  ];
}
