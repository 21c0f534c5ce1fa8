import { servedResource } from '../fhir/served-resource.ts';
import { lettersOf } from '../manners/letters.ts';
import type { Manners } from '../manners/manners.ts';

const RESOURCE_SCOPE = /^(patient|user|system)\/(\*|[A-Z][A-Za-z]+)\.(read|write|\*|c?r?u?d?s?)$/;
/** The letters that a scope of SMART version 1 stands for. */
const VERSION_1: Readonly<Record<string, string>> = { read: 'rs', write: 'cud', '*': 'cruds' };

/**
 * What of the requested scopes the hospital grants, in both syntaxes: nothing of resources that it does not serve, and of
 * a resource no more than it does with it. What is not granted is left out and nobody is told. A launched app gets no
 * system scopes, a backend nothing else; patient scopes need a patient.
 */
export function grantScopes(manners: Manners, requested: string, contexts: readonly string[]): string {
  const granted = requested.split(/\s+/).flatMap((scope) => {
    const [, context, type, permissions] = RESOURCE_SCOPE.exec(scope) ?? [];
    if (context === undefined || type === undefined || permissions === undefined)
      return contexts.includes('system') ? [] : identityScope(manners, scope);
    if (!contexts.includes(context)) return [];
    return resourceScope(manners, { scope, context, type, permissions });
  });
  return [...new Set(granted)].join(' ');
}

/** What the token's `scope` says of them. */
export function echoScopes(manners: Manners, granted: string): string {
  return granted
    .split(' ')
    .filter((scope) => !manners.oauth.unechoedScopes.includes(scope))
    .join(' ');
}

function identityScope(manners: Manners, scope: string): readonly string[] {
  return manners.oauth.identityScopes.includes(scope) ? [scope] : [];
}

function resourceScope(
  manners: Manners,
  requested: {
    readonly scope: string;
    readonly context: string;
    readonly type: string;
    readonly permissions: string;
  },
): readonly string[] {
  const { scope, context, type, permissions } = requested;
  if (type === '*') return manners.oauth.grantsWildcards ? [scope] : [];
  const served = servedResource(manners.fhir, type);
  if (served === undefined || served.contexts?.includes(context) === false) return [];
  const kept = Array.from(VERSION_1[permissions] ?? permissions)
    .filter((letter) => lettersOf(served).includes(letter))
    .join('');
  if (kept === '') return [];
  // Version 1 has no words for less.
  return [permissions in VERSION_1 ? scope : `${context}/${type}.${kept}`];
}
