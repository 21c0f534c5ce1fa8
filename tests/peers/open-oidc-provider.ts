/** A certified OpenID provider of others (panva's oidc-provider), strict about PKCE, clients and refresh tokens, as an EHR's login. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import Provider, { type ClientMetadata, type Configuration } from 'oidc-provider';

export interface OpenProvider {
  readonly url: string;
  /** The FHIR base: its SMART configuration, and one practitioner. */
  readonly issuer: string;
  /** What the user answers to the question whether the app may. */
  consent: 'given' | 'denied';
  close(): Promise<void>;
}

export interface ProviderOptions {
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly secret: string;
  readonly clientJwk: JWK;
}

const USER = 'dr-rivera';
const PRACTITIONER = {
  resourceType: 'Practitioner',
  id: 'p-9',
  name: [{ given: ['Alex'], family: 'Rivera' }],
};

export async function openOidcProvider(options: ProviderOptions): Promise<OpenProvider> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://localhost:${String((server.address() as AddressInfo).port)}`;
  const provider = new Provider(url, await configure(url, options));
  const opened: OpenProvider = {
    url,
    issuer: `${url}/fhir`,
    consent: 'given',
    close: () =>
      new Promise((done) => {
        server.close(() => {
          done();
        });
        server.closeAllConnections();
      }),
  };
  addPatient(provider);
  const answer = provider.callback();
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    if (path === '/fhir/.well-known/smart-configuration') sendJson(response, smartConfiguration(url));
    else if (path === '/fhir/Practitioner/p-9') sendJson(response, PRACTITIONER);
    else if (path.startsWith('/interaction/')) void interact(provider, opened, request, response);
    else void answer(request, response);
  });
  return opened;
}

async function configure(url: string, options: ProviderOptions): Promise<Configuration> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const base = {
    redirect_uris: [options.redirectUri],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code' as const],
    application_type: 'native' as const,
  };
  const clients: ClientMetadata[] = [
    { ...base, client_id: 'public', token_endpoint_auth_method: 'none' },
    {
      ...base,
      client_id: 'symmetric',
      client_secret: options.secret,
      token_endpoint_auth_method: 'client_secret_basic',
    },
    {
      ...base,
      client_id: 'asymmetric',
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: 'ES384',
      jwks: { keys: [options.clientJwk] },
    },
  ];
  return {
    clients,
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig' }] },
    cookies: { keys: ['only for a test'] },
    scopes: [...options.scopes],
    claims: { openid: ['sub'], fhirUser: ['fhirUser'] },
    conformIdTokenClaims: false,
    extraParams: ['aud', 'launch'],
    pkce: { required: () => true },
    rotateRefreshToken: true,
    issueRefreshToken: () => true,
    enabledJWA: { clientAuthSigningAlgValues: ['ES384', 'RS384'] },
    features: {
      devInteractions: { enabled: false },
      revocation: { enabled: true },
      userinfo: { enabled: true },
    },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, fhirUser: `${url}/fhir/Practitioner/p-9` }),
    }),
  };
}

/** What makes a token answer a SMART one. */
function addPatient(provider: Provider): void {
  provider.use(async (context, next) => {
    await next();
    const body = context.body as Record<string, unknown> | undefined;
    if (context.path === '/token' && body?.['access_token'] !== undefined)
      Object.assign(body, { patient: 'patient-1', encounter: 'encounter-1', need_patient_banner: true });
  });
}

async function interact(
  provider: Provider,
  { consent }: OpenProvider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { params } = await provider.interactionDetails(request, response);
  const grant = new provider.Grant({ accountId: USER, clientId: String(params['client_id']) });
  grant.addOIDCScope(String(params['scope']));
  const result =
    consent === 'denied'
      ? { error: 'access_denied' }
      : { login: { accountId: USER }, consent: { grantId: await grant.save() } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

function smartConfiguration(url: string): object {
  return {
    issuer: url,
    jwks_uri: `${url}/jwks`,
    authorization_endpoint: `${url}/auth`,
    token_endpoint: `${url}/token`,
    revocation_endpoint: `${url}/token/revocation`,
    code_challenge_methods_supported: ['S256'],
    capabilities: ['launch-ehr', 'permission-v2', 'sso-openid-connect'],
  };
}

function sendJson(response: ServerResponse, body: object): void {
  response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
}
