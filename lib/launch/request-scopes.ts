/** What a launch asks the EHR for: the least with which everything works (SMART App Launch 2.2, scopes and launch context). */
import { filingAtEhr, type Site } from '#lib/platform/sites.ts';

export type ScopeSyntax = 'v1' | 'v2';

/** What is done with a resource: `r`ead by id, `s`earch, `c`reate, `u`pdate. */
export interface ResourceAccess {
  readonly resource: string;
  readonly actions: string;
}

/** What is read in an EHR, by a launched session and with nobody watching. */
const READ_ACCESS: readonly ResourceAccess[] = [
  { resource: 'Patient', actions: 'rs' },
  { resource: 'ImagingStudy', actions: 'rs' },
  { resource: 'Endpoint', actions: 'rs' },
  { resource: 'ServiceRequest', actions: 'rs' },
];
/** Reports of others name the accession numbers of studies. */
const REPORTS_READ: ResourceAccess = { resource: 'DiagnosticReport', actions: 'rs' };
/** Written, and read again where an answer was lost. */
const REPORT_ACCESS = ['DiagnosticReport', 'Observation', 'Device'] as const;
const FILED = 'crus';
const DOCUMENT_ACCESS: ResourceAccess = { resource: 'DocumentReference', actions: FILED };

/** Everything that is read and written where a report is filed as one. */
export const LAUNCH_ACCESS: readonly ResourceAccess[] = [
  ...READ_ACCESS,
  ...REPORT_ACCESS.map((resource) => ({ resource, actions: FILED })),
];

/**
 * The least with which this site's results can be filed: what it says is never sent is not asked for, and a PDF only
 * where it says that no report is taken.
 */
export function accessAt(site: Site): readonly ResourceAccess[] {
  const filing = filingAtEhr(site);
  if (filing === undefined) return [...READ_ACCESS, REPORTS_READ];
  if (filing.DiagnosticReport !== 'never') {
    const filed = REPORT_ACCESS.filter((resource) => filing[resource] !== 'never');
    return [...READ_ACCESS, ...filed.map((resource) => ({ resource, actions: FILED }))];
  }
  const document = filing.DocumentReference === 'never' ? [] : [DOCUMENT_ACCESS];
  return [...READ_ACCESS, REPORTS_READ, ...document];
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
