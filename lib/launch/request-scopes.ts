/** What a launch asks the EHR for: the least with which everything works (SMART App Launch 2.2, scopes and launch context). */
import type { Site } from '#lib/platform/sites.ts';

export type ScopeSyntax = 'v1' | 'v2';

/** What is done with a resource: `r`ead by id, `s`earch, `c`reate, `u`pdate. */
export interface ResourceAccess {
  readonly resource: string;
  readonly actions: string;
}

/** Everything that is read and written in an EHR, by a launched session and with nobody watching. */
export const LAUNCH_ACCESS: readonly ResourceAccess[] = [
  { resource: 'Patient', actions: 'rs' },
  { resource: 'ImagingStudy', actions: 'rs' },
  { resource: 'Endpoint', actions: 'rs' },
  { resource: 'ServiceRequest', actions: 'rs' },
  { resource: 'DiagnosticReport', actions: 'crus' },
  { resource: 'Observation', actions: 'crus' },
  { resource: 'Device', actions: 'crus' },
];

/** The scopes of an interactive launch, as one parameter. */
export function launchScopes(site: Site['fhir'], kind: 'ehr' | 'standalone', syntax: ScopeSyntax): string {
  const context = kind === 'ehr' ? 'launch' : 'launch/patient';
  if (site.scopes !== undefined) {
    const own = site.scopes
      .split(/\s+/)
      .map((scope) => (/^launch(\/patient)?$/.test(scope) ? context : scope));
    return [...new Set([...own, context])].join(' ');
  }
  const refresh = site.refresh === undefined || site.refresh === 'none' ? [] : [`${site.refresh}_access`];
  const resources = LAUNCH_ACCESS.flatMap((access) => writeScopes('patient', access, syntax));
  return ['openid', 'fhirUser', context, ...refresh, ...resources].join(' ');
}

export function backendScopes(site: Site['fhir'], syntax: ScopeSyntax): string {
  return (
    site.backend?.scopes ?? LAUNCH_ACCESS.flatMap((access) => writeScopes('system', access, syntax)).join(' ')
  );
}

/** v1 knows reading and writing only. */
function writeScopes(
  context: 'patient' | 'system',
  { resource, actions }: ResourceAccess,
  syntax: ScopeSyntax,
): string[] {
  if (syntax === 'v2') return [`${context}/${resource}.${actions}`];
  const writes = /[cu]/.test(actions) ? [`${context}/${resource}.write`] : [];
  return [`${context}/${resource}.read`, ...writes];
}
