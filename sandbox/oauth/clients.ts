/** The two registrations that the hospital has for the app under test. */
export interface AppRegistration {
  /** SMART EHR launch. */
  readonly launchUrl: string;
  readonly redirectUri: string;
  /** Where the backend client's public keys are (SMART Backend Services). */
  readonly jwksUrl: string;
}

export const LAUNCH_CLIENT_ID = 'sightline';
export const BACKEND_CLIENT_ID = 'sightline-backend';

const IDENTITY_SCOPES = new Set([
  'openid',
  'fhirUser',
  'profile',
  'launch',
  'launch/patient',
  'launch/encounter',
  'offline_access',
  'online_access',
]);
const RESOURCE_SCOPE = /^(patient|user|system)\/(\*|[A-Z][A-Za-z]+)\.(read|write|\*|c?r?u?d?s?)$/;

/** What of the requested scopes the hospital grants: a launched app no system scopes, a backend nothing else. */
export function grantScopes(requested: string, kind: 'launch' | 'backend'): string {
  const granted = requested.split(' ').filter((scope) => {
    const context = RESOURCE_SCOPE.exec(scope)?.[1];
    if (kind === 'backend') return context === 'system';
    return IDENTITY_SCOPES.has(scope) || context === 'patient' || context === 'user';
  });
  return [...new Set(granted)].join(' ');
}
