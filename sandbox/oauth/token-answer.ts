import { SignJWT } from 'jose';
import { CLINICIAN } from '../fhir/hospital-identity.ts';
import { KEY_ID, serverTime } from './authorization-server.ts';
import type { AuthorizationServer } from './authorization-server.ts';
import type { AuthorizationCode, ChartContext } from './launches.ts';
import { echoScopes } from './grant-scopes.ts';
import type { Grant } from './token-store.ts';
import { withChanges } from './with-changes.ts';

export type TokenAnswer = Readonly<
  Record<string, string | number | boolean | readonly { readonly reference: string }[]>
>;

const ID_TOKEN_SECONDS = 300;

/** New tokens of this grant (SMART App Launch 2.2, access token response). */
export function answerWithTokens(server: AuthorizationServer, grant: Grant): TokenAnswer {
  return {
    access_token: server.tokens.issueAccess(grant),
    token_type: 'Bearer',
    expires_in: server.tokens.accessTokenSeconds,
    scope: echoScopes(server.manners, grant.scope),
    ...(grant.patientId === undefined ? {} : { patient: grant.patientId }),
    ...(grant.encounterId === undefined ? {} : { encounter: grant.encounterId }),
    ...(grant.refresh === undefined ? {} : { refresh_token: server.tokens.issueRefresh(grant) }),
  };
}

/** What a launch says of where it came from, beside patient and encounter. */
export function describeLaunch(server: AuthorizationServer, chart: ChartContext | undefined): TokenAnswer {
  const { tenant, tellsStudy } = server.manners.oauth;
  const study = tellsStudy ? chart?.imagingStudyId : undefined;
  return {
    need_patient_banner: true,
    smart_style_url: `${server.ehrUrl}/assets/smart-style.json`,
    ...(tenant === undefined ? {} : { tenant }),
    ...(chart?.intent === undefined ? {} : { intent: chart.intent }),
    ...(study === undefined ? {} : { fhirContext: [{ reference: `ImagingStudy/${study}` }] }),
  };
}

/** OpenID Connect Core 2; `fhirUser` is an absolute address, as SMART App Launch 2.2 has it. */
export function signIdToken(server: AuthorizationServer, code: AuthorizationCode): Promise<string> {
  const issuedAt = Math.floor(serverTime(server).getTime() / 1000);
  const scopes = code.scope.split(' ');
  const claims = {
    ...(scopes.includes('fhirUser') ? { fhirUser: `${server.fhirUrl}/${code.fhirUser}` } : {}),
    ...(scopes.includes('profile') ? { name: `${CLINICIAN.given} ${CLINICIAN.family}` } : {}),
    ...(code.nonce === undefined ? {} : { nonce: code.nonce }),
  };
  const standard = {
    iss: server.endpoints.issuer,
    aud: code.clientId,
    sub: code.fhirUser,
    iat: issuedAt,
    exp: issuedAt + ID_TOKEN_SECONDS,
  };
  const { idToken: changes = {} } = server.faults.answers;
  return new SignJWT(withChanges({ ...claims, ...standard }, changes))
    .setProtectedHeader({ alg: 'RS256', kid: KEY_ID })
    .sign(server.signingKey);
}
