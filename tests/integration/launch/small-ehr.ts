import type { IncomingHttpHeaders } from 'node:http';
import type { JWK } from 'jose';
import { siteFixture } from '#tests/unit/platform/site-fixture.ts';
import type { Site } from '#lib/platform/sites.ts';
import { listenHttp, sendJson, type HttpPeer } from './listen-http.ts';

export interface TokenAnswer {
  readonly status?: number;
  readonly body: unknown;
  readonly delayMs?: number;
}

export interface SmallEhr {
  readonly peer: HttpPeer;
  readonly issuer: string;
  readonly site: Site;
  /** The forms that the token endpoint was sent. */
  readonly tokenForms: URLSearchParams[];
  /** Those that its revocation endpoint was sent. */
  readonly revocationForms: URLSearchParams[];
  /** And their headers. */
  readonly tokenHeaders: IncomingHttpHeaders[];
  answerToken: (form: URLSearchParams) => TokenAnswer;
  /** What its clock says, in place of ours. */
  date?: string | undefined;
  jwks: JWK[];
  close(): Promise<void>;
}

/** An EHR that is only its SMART endpoints, and answers whatever a test tells it to. */
export async function openSmallEhr(): Promise<SmallEhr> {
  const tokenForms: URLSearchParams[] = [];
  const tokenHeaders: IncomingHttpHeaders[] = [];
  const revocationForms: URLSearchParams[] = [];
  const peer = await listenHttp((request, response, body) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    if (path === '/fhir/.well-known/smart-configuration') {
      sendJson(response, configuration(peer.url));
    } else if (path === '/jwks') {
      sendJson(response, { keys: ehr.jwks });
    } else if (path === '/revoke') {
      revocationForms.push(new URLSearchParams(body));
      response.end();
    } else if (path === '/token') {
      const form = new URLSearchParams(body);
      tokenForms.push(form);
      tokenHeaders.push(request.headers);
      if (ehr.date !== undefined) response.setHeader('date', ehr.date);
      const answer = ehr.answerToken(form);
      setTimeout(() => sendJson(response, answer.body, answer.status), answer.delayMs ?? 0);
    } else {
      sendJson(response, {}, 404);
    }
  });
  const issuer = `${peer.url}/fhir`;
  const ehr: SmallEhr = {
    peer,
    issuer,
    site: siteFixture({
      issuer,
      backend: { clientId: 'backend', scopes: 'system/*.rs', privateKey: { env: 'SMALL_EHR_KEY' } },
    }),
    tokenForms,
    revocationForms,
    tokenHeaders,
    answerToken: () => ({ status: 500, body: {} }),
    jwks: [],
    close: () => peer.close(),
  };
  return ehr;
}

function configuration(url: string): object {
  return {
    issuer: `${url}/fhir`,
    jwks_uri: `${url}/jwks`,
    authorization_endpoint: `${url}/authorize`,
    token_endpoint: `${url}/token`,
    revocation_endpoint: `${url}/revoke`,
    code_challenge_methods_supported: ['S256'],
    capabilities: ['launch-ehr'],
  };
}
