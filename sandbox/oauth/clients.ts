/** The two registrations that the hospital has for the app under test. */
export interface AppRegistration {
  /** SMART EHR launch. */
  readonly launchUrl: string;
  readonly redirectUri: string;
  /** Where the app's public keys are: the backend client's, and the launched one's where it signs. */
  readonly jwksUrl: string;
  /** How the launched app proves itself at the token endpoint; a public client where nothing is said. */
  readonly authentication?: AppAuthentication;
}

/** SMART App Launch 2.2, client authentication. */
export type AppAuthentication =
  | { readonly kind: 'public' }
  | { readonly kind: 'symmetric'; readonly secret: string }
  | { readonly kind: 'asymmetric' };

export const LAUNCH_CLIENT_ID = 'sightline';
export const BACKEND_CLIENT_ID = 'sightline-backend';
