/** What the EHR did not grant, as what a person can't do then (SMART 2.2: an EHR may grant less than it was asked for). */
import { z } from 'zod';
import { LAUNCH_ACCESS, type ResourceAccess } from './request-scopes.ts';

/** One thing that works or doesn't, in the order in which a clinician meets it. */
export const abilitySchema = z.enum(['patient', 'studies', 'archives', 'orders', 'filing']);
export type Ability = z.infer<typeof abilitySchema>;

const NEEDS: Readonly<Record<Ability, readonly string[]>> = {
  patient: ['Patient'],
  studies: ['ImagingStudy'],
  archives: ['Endpoint'],
  orders: ['ServiceRequest'],
  filing: ['DiagnosticReport', 'Observation', 'Device', 'DocumentReference'],
};

/** What is found another way where the EHR doesn't serve it: that it grants no right to it is no news then. */
const REPLACEABLE: ReadonlySet<Ability> = new Set(['studies', 'archives']);

/**
 * `wanted`: what makes sense at this EHR; `supported`: its scopes_supported. One that states no scope granted what was
 * asked (RFC 6749 5.1).
 */
export function withheldAbilities(
  granted: string | undefined,
  wanted: readonly ResourceAccess[] = LAUNCH_ACCESS,
  supported: readonly string[] = [],
): readonly Ability[] {
  if (granted === undefined) return [];
  const scopes = granted.split(/\s+/).flatMap(parseScope);
  const isGranted = (access: ResourceAccess) =>
    Array.from(access.actions).every((action) => covers(scopes, access, action));
  const missing = wanted.filter((access) => !isGranted(access)).map(({ resource }) => resource);
  return abilitySchema.options.filter((ability) => {
    const isMissing = NEEDS[ability].some((resource) => missing.includes(resource));
    return isMissing && !(REPLACEABLE.has(ability) && isUnserved(NEEDS[ability], supported));
  });
}

/** An EHR that names resources at all, and none of these, doesn't serve them. */
function isUnserved(resources: readonly string[], supported: readonly string[]): boolean {
  const named = supported.flatMap(parseScope).map(({ resource }) => resource);
  return named.length > 0 && !named.includes('*') && !resources.some((resource) => named.includes(resource));
}

interface Scope {
  readonly resource: string;
  readonly actions: string;
}

/** Both syntaxes; a scope narrowed by a search parameter does not cover all of its resource. */
function parseScope(scope: string): Scope[] {
  const match = /^(?:patient|user)\/(\*|[A-Za-z]+)\.(read|write|\*|c?r?u?d?s?)$/.exec(scope);
  const [, resource, actions] = match ?? [];
  if (resource === undefined || actions === undefined || actions === '') return [];
  return [{ resource, actions: { read: 'rs', write: 'cud', '*': 'cruds' }[actions] ?? actions }];
}

function covers(scopes: readonly Scope[], { resource }: ResourceAccess, action: string): boolean {
  return scopes.some(
    (scope) => (scope.resource === resource || scope.resource === '*') && scope.actions.includes(action),
  );
}
