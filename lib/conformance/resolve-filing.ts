/**
 * The router's rule for one FHIR server: what of a result it takes, and how, by its own CapabilityStatement, by what is
 * known of its vendor, and by what the site says of it. Per resource, and never by guess: what isn't stated isn't sent.
 */
import { servedResource, systemInteractions, type CapabilityStatement } from './capability-statement.ts';
import {
  FILED_TYPES,
  type FiledType,
  type FilingOverrides,
  type FilingPlan,
  type FilingReason,
  type TypePlan,
} from './filing-plan.ts';
import { limitOf } from './known-limits.ts';

/** Where nobody has said anything: a server by the book, as the sites that are set up so far have them. */
const BY_THE_BOOK: TypePlan = { conditional: true, searchable: true, updatable: true };

const NOT_CREATED: Readonly<Partial<Record<FiledType, FilingReason>>> = {
  DiagnosticReport: 'report-not-created',
  Observation: 'findings-not-created',
  Device: 'model-not-created',
  DocumentReference: 'document-not-created',
};

interface Taken {
  readonly type: FiledType;
  readonly plan?: TypePlan;
  readonly reason?: FilingReason;
}

export function resolveFiling(
  statement: CapabilityStatement | undefined,
  overrides: FilingOverrides = {},
): FilingPlan {
  const all = FILED_TYPES.map((type) => takes(statement, type, overrides[type]));
  const taken = new Map(all.map((each) => [each.type, each]));
  const carries = carriedBy(taken);
  const sent = all.filter(({ type, plan }) => plan !== undefined && belongsTo(type, carries));
  const types = Object.fromEntries(sent.map(({ type, plan }) => [type, plan]));
  const told = all.filter(({ type }) => concerns(type, carries)).flatMap(({ reason }) => reason ?? []);
  const manner = mannerOf(statement, sent);
  return {
    carries,
    manner,
    types,
    reasons: [
      ...(statement === undefined ? (['statement-unknown'] as const) : []),
      ...new Set(told),
      ...(carries === 'nothing' || statement === undefined ? [] : reasonsOfManner(statement, sent)),
    ],
  };
}

function takes(
  statement: CapabilityStatement | undefined,
  type: FiledType,
  override: 'create' | 'never' | undefined,
): Taken {
  if (override === 'never') return { type, reason: 'set-by-site' };
  const stated = statement === undefined ? assumed(type) : statedPlan(statement, type);
  if (override === 'create') return { type, plan: stated ?? unstatedPlan(statement, type) };
  const limit = statement === undefined ? undefined : limitOf(statement, type);
  if (stated !== undefined && limit !== undefined) return { type, reason: limit };
  if (stated !== undefined) return { type, plan: stated };
  const reason = NOT_CREATED[type];
  return reason === undefined ? { type } : { type, reason };
}

/** R4's Provenance has no identifier: only by update-as-create is it written once, and that has to be stated. */
function assumed(type: FiledType): TypePlan | undefined {
  return type === 'Provenance' ? undefined : BY_THE_BOOK;
}

function statedPlan(statement: CapabilityStatement, type: FiledType): TypePlan | undefined {
  const served = servedResource(statement, type);
  if (type === 'Provenance' && served?.updateCreate !== true) return undefined;
  const isTaken = served?.interactions.has(type === 'Provenance' ? 'update' : 'create') === true;
  return isTaken ? unstatedPlan(statement, type) : undefined;
}

function unstatedPlan(statement: CapabilityStatement | undefined, type: FiledType): TypePlan {
  const served = statement === undefined ? undefined : servedResource(statement, type);
  const searched = served?.searchParameters;
  const searches = served?.interactions.has('search-type') === true;
  return {
    conditional: served?.conditionalCreate === true,
    // A statement that names no parameter at all says nothing of this one: conditional create needs it anyhow.
    searchable: searches && (searched?.has('identifier') ?? served.conditionalCreate),
    updatable: served?.interactions.has('update') === true,
  };
}

function carriedBy(taken: ReadonlyMap<FiledType, Taken>): FilingPlan['carries'] {
  if (taken.get('DiagnosticReport')?.plan !== undefined) return 'report';
  return taken.get('DocumentReference')?.plan === undefined ? 'nothing' : 'document';
}

/** Findings never stand in a chart without the report that says what they are. */
function belongsTo(type: FiledType, carries: FilingPlan['carries']): boolean {
  if (carries === 'report') return type !== 'DocumentReference';
  return carries === 'document' && type === 'DocumentReference';
}

/** Whose lack is worth telling: of the report always, of the rest where it would have been sent. */
function concerns(type: FiledType, carries: FilingPlan['carries']): boolean {
  if (type === 'DiagnosticReport') return true;
  if (type === 'DocumentReference') return carries === 'nothing';
  return carries === 'report';
}

function mannerOf(statement: CapabilityStatement | undefined, sent: readonly Taken[]): FilingPlan['manner'] {
  if (statement === undefined) return 'transaction';
  const isAtomic = systemInteractions(statement).includes('transaction');
  return isAtomic && sent.every(({ type, plan }) => type === 'Provenance' || plan?.conditional === true)
    ? 'transaction'
    : 'single';
}

function reasonsOfManner(statement: CapabilityStatement, sent: readonly Taken[]): FilingReason[] {
  const lacks = (key: keyof TypePlan) =>
    sent.some(({ type, plan }) => type !== 'Provenance' && plan?.[key] !== true);
  return [
    ...(systemInteractions(statement).includes('transaction') ? [] : (['no-transaction'] as const)),
    ...(lacks('conditional') ? (['no-conditional-create'] as const) : []),
    ...(lacks('conditional') && lacks('searchable') ? (['no-look-up'] as const) : []),
  ];
}
