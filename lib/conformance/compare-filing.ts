/** How results are filed, as the router will do it (resolve-filing.ts): in words, beside what the server states. */
import { servedResource, systemInteractions, type CapabilityStatement } from './capability-statement.ts';
import { missing, routed, works, type CheckedNeed } from './checked-need.ts';
import { describe } from './compare-reading.ts';
import type { Expectations } from './expectations.ts';
import { FILED_TYPES, type FiledType, type FilingPlan } from './filing-plan.ts';
import { resolveFiling } from './resolve-filing.ts';

const TEAM = 'HL7 interface team';
const AS_PDF =
  'the result is filed as a PDF (DocumentReference): set DiagnosticReport, Observation and Device to "never" in results.routes, so that a launch asks for the right scopes';
/** What becomes of a result without it, where the rest is filed. */
const WITHOUT: Readonly<Partial<Record<FiledType, string>>> = {
  Observation: 'findings stand in the text of the report alone',
  Device: 'the report names the model in words and by its identifier',
};

export function compareFiling(statement: CapabilityStatement, expected: Expectations): CheckedNeed[] {
  if (expected.filing === undefined) return [];
  const plan = resolveFiling(statement, expected.filing);
  return [
    ...FILED_TYPES.flatMap((type) => compareType(statement, type, plan, expected)),
    ...compareManner(statement, plan),
  ];
}

/** Of what was never meant to be sent there is nothing to tell. */
function compareType(
  statement: CapabilityStatement,
  type: FiledType,
  plan: FilingPlan,
  expected: Expectations,
): CheckedNeed[] {
  const need = `${type}: create`;
  const offered = describe(servedResource(statement, type));
  if (plan.types[type] !== undefined) return [works(need, offered)];
  if (expected.filing?.[type] === 'never' || type === 'Provenance') return [];
  if (type === 'DiagnosticReport') return [withoutReport(need, offered, plan, expected)];
  if (type === 'DocumentReference')
    return plan.carries === 'nothing' ? [byEngine(need, offered, expected)] : [];
  const means = WITHOUT[type];
  return plan.carries === 'report' && means !== undefined ? [routed(need, offered, means)] : [];
}

function withoutReport(
  need: string,
  offered: string,
  { carries }: FilingPlan,
  expected: Expectations,
): CheckedNeed {
  return carries === 'document' ? routed(need, offered, AS_PDF) : byEngine(need, offered, expected);
}

function compareManner(statement: CapabilityStatement, plan: FilingPlan): CheckedNeed[] {
  if (plan.carries === 'nothing') return [];
  const offered = systemInteractions(statement).join(', ') || 'none of the server as a whole';
  const atOnce = 'Filing: all or nothing (transaction)';
  return [
    plan.manner === 'transaction'
      ? works(atOnce, offered)
      : routed(atOnce, offered, 'single requests, the report last: a half-filed result is never seen as one'),
    compareOnce(plan),
  ];
}

function compareOnce({ types }: FilingPlan): CheckedNeed {
  const need = 'Filing: never twice';
  const sent = Object.entries(types).filter(([type]) => type !== 'Provenance');
  const named = (all: typeof sent) => all.map(([type]) => type).join(', ');
  const unconditional = sent.filter(([, plan]) => !plan.conditional);
  if (unconditional.length === 0) return works(need, `conditional create: ${named(sent)}`);
  const unsearchable = unconditional.filter(([, plan]) => !plan.searchable);
  if (unsearchable.length === 0)
    return routed(
      need,
      `search by identifier: ${named(unconditional)}`,
      'each is looked up by its identifier before it is created',
    );
  return routed(
    need,
    `neither conditional create nor search by identifier: ${named(unsearchable)}`,
    'our ledger alone: what was sent and not answered waits for a person',
  );
}

function byEngine(need: string, offered: string, { sendsOru }: Expectations): CheckedNeed {
  if (sendsOru)
    return routed(
      need,
      offered,
      'results reach the chart as ORU^R01, over the HL7 engine: results.fhir is to be none',
    );
  return missing(
    need,
    offered,
    'results would have to go as ORU^R01: ask for an inbound results interface (MLLP), and set hl7v2.results',
    TEAM,
  );
}
