/** Whether the EHR knows each right that is asked for (SMART App Launch 2.2, scopes for requesting FHIR resources). */
import { confirm, missing, works, type CheckedNeed } from './checked-need.ts';
import type { Expectations } from './expectations.ts';
import type { SmartStatement } from './smart-statement.ts';

interface ResourceScope {
  readonly context: string;
  readonly resource: string;
  /** `read`, `write`, `*` in v1; letters of cruds in v2. */
  readonly rights: string;
}

export function compareScopes(smart: SmartStatement, expected: Expectations): CheckedNeed[] {
  const { scopes, backend } = expected;
  return [
    compareAsked(smart, 'Launch: scopes', scopes, 'fhir.scopes'),
    ...(backend === undefined
      ? []
      : [compareAsked(smart, 'Backend: scopes', backend.scopes, 'fhir.backend.scopes')]),
  ];
}

function compareAsked(
  { scopes_supported: supported = [] }: SmartStatement,
  need: string,
  scopes: string,
  setting: string,
): CheckedNeed {
  const offered = supported.flatMap((scope) => parseScope(scope) ?? []);
  const asked = scopes.split(/\s+/).map((text) => ({ text, scope: parseScope(text) }));
  // Epic's statement names no right to any resource: what was ticked at the registration is what it gives.
  if (offered.length === 0)
    return confirm(
      need,
      'the statement names no resource',
      `is the client registered for each of: ${asked.flatMap(({ text, scope }) => (scope ? text : [])).join(' ')}`,
      'EHR app registration team',
    );
  const fitting = asked.map(({ text, scope }) => (scope ? narrowed(scope, offered) : text));
  const lacking = asked.filter(({ text }, at) => fitting[at] !== text).map(({ text }) => text);
  if (lacking.length === 0) return works(need, 'all that are asked for');
  const wanted = fitting.filter((text) => text !== undefined).join(' ');
  return missing(
    need,
    `not: ${lacking.join(' ')}`,
    `many EHRs refuse a launch that asks for more than they know: set ${setting} to "${wanted}"`,
    'whoever keeps sites.json',
  );
}

/** Undefined for openid, launch and the like. */
function parseScope(text: string): ResourceScope | undefined {
  const match = /^(patient|user|system)\/([A-Za-z]+|\*)\.(read|write|\*|[cruds]+)(\?|$)/.exec(text);
  const [, context, resource, rights] = match ?? [];
  return context && resource && rights ? { context, resource, rights } : undefined;
}

/** The scope with as many of its rights as are offered; undefined where that is none. */
function narrowed(asked: ResourceScope, offered: readonly ResourceScope[]): string | undefined {
  const same = offered.filter(
    ({ context, resource, rights }) =>
      context === asked.context &&
      (resource === asked.resource || resource === '*') &&
      isV1(rights) === isV1(asked.rights),
  );
  const known = new Set(same.flatMap(({ rights }) => partsOf(rights)));
  const kept = partsOf(asked.rights).filter((part) => known.has(part));
  if (kept.length === 0) return undefined;
  const whole = kept.length === partsOf(asked.rights).length;
  const rights = whole ? asked.rights : kept.join('');
  return `${asked.context}/${asked.resource}.${rights}`;
}

function isV1(rights: string): boolean {
  return rights === 'read' || rights === 'write' || rights === '*';
}

function partsOf(rights: string): string[] {
  if (rights === '*') return ['read', 'write'];
  return isV1(rights) ? [rights] : rights.split('');
}
