import type { HttpMethod } from '@medplum/fhir-router';
import type { Bundle, Resource } from '@medplum/fhirtypes';
import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { AuthorizationServer } from '../oauth/authorization-server.ts';
import { describeSmartConfiguration } from '../oauth/smart-configuration.ts';
import { buildCapabilityStatement } from './capability-statement.ts';
import type { FhirServer } from './fhir-server.ts';
import { FhirRefusal, toOutcome } from './operation-outcome.ts';
import { performBundle } from './perform-bundle.ts';
import { performInteraction } from './perform-interaction.ts';
import type { FhirInteraction } from './perform-interaction.ts';

const FHIR_JSON = 'application/fhir+json; charset=utf-8';

/** FHIR REST, behind the EHR's access tokens; what says where to get one is open. */
export function createFhirApp(
  server: FhirServer,
  authorization: AuthorizationServer,
  startedAt: string,
): Hono<{ Bindings: HttpBindings }> {
  const { fhirUrl, manners } = authorization;
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.get('/.well-known/smart-configuration', (c) => c.json(describeSmartConfiguration(authorization)));
  app.get('/metadata', (c) => answerWith(c, 200, buildCapabilityStatement(authorization, startedAt)));
  app.all('*', async (c) => {
    const grant = authorization.tokens.authorize(c.req.header('authorization'));
    if (grant === undefined)
      throw new FhirRefusal(401, 'login', 'the access token is missing, unknown or expired');
    const writes = c.req.method === 'GET' ? 'accept' : server.writes;
    if (writes === 'refuse')
      throw new FhirRefusal(403, 'forbidden', 'the EHR refuses writes, as it was told to');
    if (writes === 'down')
      return answerWith(c, 503, toOutcome('transient', 'the EHR is down, as it was told'));
    const url = new URL(c.req.url);
    const interaction = await readInteraction(c, manners.paths.fhir);
    const answer =
      interaction.path === ''
        ? await performBundle(server, grant, interaction.body)
        : await performInteraction(server, grant, interaction);
    if (writes === 'lose') c.env.incoming.socket.destroy();
    if (writes === 'hold') await new Promise(() => undefined);
    const isSilent = answer.status === 201 && manners.fhir.createAnswer === 'nothing';
    if (isSilent) return c.body(null, 201, describeVersion(answer.resource, fhirUrl));
    return answerWith(c, answer.status, completeBundle(answer.resource, fhirUrl, url), fhirUrl);
  });
  app.onError((error, c) => {
    if (!(error instanceof FhirRefusal))
      return answerWith(c, 500, toOutcome('exception', 'the FHIR server failed unexpectedly'));
    if (error.status === 401) c.header('WWW-Authenticate', 'Bearer error="invalid_token"');
    return answerWith(c, error.status, toOutcome(error.issueCode, error.message));
  });
  return app;
}

/** What is asked, below the base. A GET of the base itself is a search over all types, which nobody here offers. */
async function readInteraction(c: Context, basePath: string): Promise<FhirInteraction> {
  const { pathname, searchParams } = new URL(c.req.url);
  const path = pathname.slice(basePath.length).replace(/^\//, '').replace(/\/$/, '');
  const method = c.req.method as HttpMethod;
  if (path === '' && method !== 'POST') throw new FhirRefusal(404, 'not-supported', 'no such resource type');
  const ifNoneExist = c.req.header('if-none-exist');
  const ifMatch = c.req.header('if-match');
  return {
    method,
    path,
    query: searchParams,
    ...(['POST', 'PUT', 'PATCH'].includes(method) ? { body: await readJsonBody(c) } : {}),
    ...(ifNoneExist === undefined ? {} : { ifNoneExist }),
    ...(ifMatch === undefined ? {} : { ifMatch }),
  };
}

async function readJsonBody(c: Context): Promise<unknown> {
  if (/^application\/x-www-form-urlencoded/i.test(c.req.header('content-type') ?? ''))
    return c.req.parseBody();
  try {
    return await c.req.json<unknown>();
  } catch {
    throw new FhirRefusal(400, 'invalid', 'the body is not JSON');
  }
}

function answerWith(c: Context, status: number, resource: Resource, fhirUrl = ''): Response {
  const { Location, ...version } = status < 300 ? describeVersion(resource, fhirUrl) : {};
  return c.json(resource, status as ContentfulStatusCode, {
    ...version,
    ...(c.req.method === 'GET' || Location === undefined ? {} : { Location }),
    'content-type': FHIR_JSON,
    'cache-control': 'no-store',
  });
}

/** The headers that name an instance's version; none for what has no version. */
function describeVersion({ resourceType, id, meta }: Resource, fhirUrl: string): Record<string, string> {
  const { versionId, lastUpdated } = meta ?? {};
  if (versionId === undefined || id === undefined) return {};
  return {
    ETag: `W/"${versionId}"`,
    ...(lastUpdated === undefined ? {} : { 'Last-Modified': new Date(lastUpdated).toUTCString() }),
    Location: `${fhirUrl}/${resourceType}/${id}/_history/${versionId}`,
  };
}

/** The repository leaves out fullUrl and links (FHIR R4 section 3.1.1.2, search results). */
function completeBundle(resource: Resource, fhirUrl: string, requested: URL): Resource {
  if (resource.resourceType !== 'Bundle' || resource.type !== 'searchset') return resource;
  const entry = (resource.entry ?? []).map((item) => ({
    ...item,
    fullUrl: `${fhirUrl}/${item.resource?.resourceType ?? ''}/${item.resource?.id ?? ''}`,
  }));
  return { ...resource, link: buildLinks(resource, fhirUrl, requested), entry };
}

function buildLinks(bundle: Bundle, fhirUrl: string, requested: URL): NonNullable<Bundle['link']> {
  const path = requested.pathname.slice(new URL(fhirUrl).pathname.length);
  const self = { relation: 'self', url: `${fhirUrl}${path}${requested.search}` };
  const matches = (bundle.entry ?? []).filter((entry) => entry.search?.mode === 'match').length;
  const nextOffset = Number(requested.searchParams.get('_offset') ?? 0) + matches;
  if (matches === 0 || nextOffset >= (bundle.total ?? 0)) return [self];
  const next = new URLSearchParams(requested.searchParams);
  next.set('_offset', String(nextOffset));
  return [self, { relation: 'next', url: `${fhirUrl}${path}?${next.toString()}` }];
}
