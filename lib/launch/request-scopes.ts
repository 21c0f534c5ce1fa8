/** What a launch asks the EHR for: the least with which everything works (SMART App Launch 2.2, scopes and launch context). */
import { filesByEngineOnly, type Site } from '#lib/platform/sites.ts';

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

const FILED_ONLY = new Set(['Observation', 'Device']);

/** What of it makes sense at this EHR: nothing is written where results go by the engine alone. */
export function accessAt(site: Site): readonly ResourceAccess[] {
  if (!filesByEngineOnly(site)) return LAUNCH_ACCESS;
  return LAUNCH_ACCESS.filter(({ resource }) => !FILED_ONLY.has(resource)).map(({ resource, actions }) => ({
    resource,
    actions: actions.replaceAll(/[cu]/g, ''),
  }));
}

/** The scopes of an interactive launch, as one parameter. */
export function launchScopes(
  site: Site['fhir'],
  kind: 'ehr' | 'standalone',
  syntax: ScopeSyntax,
  access: readonly ResourceAccess[] = LAUNCH_ACCESS,
): string {
  const context = kind === 'ehr' ? 'launch' : 'launch/patient';
  if (site.scopes !== undefined) {
    const own = site.scopes
      .split(/\s+/)
      .map((scope) => (/^launch(\/patient)?$/.test(scope) ? context : scope));
    return [...new Set([...own, context])].join(' ');
  }
  const refresh = site.refresh === undefined || site.refresh === 'none' ? [] : [`${site.refresh}_access`];
  const resources = access.flatMap((each) => writeScopes('patient', each, syntax));
  return ['openid', 'fhirUser', context, ...refresh, ...resources].join(' ');
}

export function backendScopes(
  site: Site['fhir'],
  syntax: ScopeSyntax,
  access: readonly ResourceAccess[] = LAUNCH_ACCESS,
): string {
  return site.backend?.scopes ?? access.flatMap((each) => writeScopes('system', each, syntax)).join(' ');
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
