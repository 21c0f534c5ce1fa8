/** How results are filed: one transaction of conditional creates (FHIR R4 http.html), or what is done without. */
import { servedResource, systemInteractions, type CapabilityStatement } from './capability-statement.ts';
import { missing, routed, works, type CheckedNeed } from './checked-need.ts';
import { describe, interactionsFor } from './compare-reading.ts';
import type { Expectations } from './expectations.ts';

const WRITING = { c: 'create', u: 'update' };

export function compareFiling(statement: CapabilityStatement, expected: Expectations): CheckedNeed[] {
  const written = expected.access.filter(({ actions }) => actions.includes('c'));
  const rows = [
    ...written.map((access) => compareWriting(statement, access, expected)),
    compareTransaction(statement, expected),
    compareConditional(
      statement,
      written.map(({ resource }) => resource),
      expected,
    ),
  ];
  const isFiled = rows.every(({ verdict }) => verdict === 'works');
  return isFiled ? [...rows, compareLookUp(statement)] : rows;
}

function compareWriting(
  statement: CapabilityStatement,
  { resource, actions }: Expectations['access'][number],
  expected: Expectations,
): CheckedNeed {
  const served = servedResource(statement, resource);
  const wanted = interactionsFor(actions, WRITING);
  const need = `${resource}: ${wanted.join(', ')}`;
  const lacks = wanted.some((interaction) => !served?.interactions.has(interaction));
  return lacks ? byEngine(need, describe(served), expected) : works(need, describe(served));
}

function compareTransaction(statement: CapabilityStatement, expected: Expectations): CheckedNeed {
  const need = 'Filing: all or nothing (transaction)';
  const interactions = systemInteractions(statement);
  const offered = interactions.join(', ') || 'none of the server as a whole';
  if (interactions.includes('transaction')) return works(need, offered);
  return expected.filing.singleRequests
    ? routed(need, offered, 'single requests, the report last: a half-filed result is never seen as one')
    : byEngine(need, offered, expected);
}

function compareConditional(
  statement: CapabilityStatement,
  resources: readonly string[],
  expected: Expectations,
): CheckedNeed {
  const need = 'Filing: never twice (conditional create)';
  const able = resources.filter((resource) => servedResource(statement, resource)?.conditionalCreate);
  const offered = able.length === 0 ? 'none' : able.join(', ');
  if (able.length === resources.length) return works(need, offered);
  return expected.filing.lookUpFirst
    ? routed(need, offered, 'each resource is looked up by its identifier before it is created')
    : byEngine(need, offered, expected);
}

/** After an answer that was lost. */
function compareLookUp(statement: CapabilityStatement): CheckedNeed {
  const need = 'DiagnosticReport: search by identifier';
  const parameters = servedResource(statement, 'DiagnosticReport')?.searchParameters;
  if (parameters === undefined || parameters.has('identifier'))
    return works(need, parameters === undefined ? 'not stated; conditional create needs it' : 'identifier');
  return routed(
    need,
    [...parameters].join(', '),
    'a result that was sent and not answered waits for a person',
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
    'HL7 interface team',
  );
}
