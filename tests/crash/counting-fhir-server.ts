import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Kept {
  readonly id: string;
  readonly version: number;
  /** `system|value`. */
  readonly identifiers: readonly string[];
  readonly subject: object | undefined;
}

interface Sent {
  readonly resourceType: string;
  readonly identifier?: readonly { readonly system?: string; readonly value?: string }[];
  readonly subject?: object;
}

interface Entry {
  readonly resource: Sent;
  readonly request: { readonly method: string; readonly url: string; readonly ifNoneExist?: string };
}

/**
 * A FHIR server that keeps nothing of what it files but names and versions. `single`: no transactions and no conditional
 * create, it files what it gets as often as it gets it; `transaction`: both.
 */
export interface CountingFhirServer {
  readonly base: string;
  /** By type: everything filed that bears this identifier. */
  bearing(type: string, identifier: string): readonly Kept[];
  /** How often each name that begins so stands there: `Type system|value`. */
  bearingLike(start: string): readonly number[];
  /** Resources made so far. */
  readonly created: () => number;
  close(): Promise<void>;
}

export async function openCountingFhirServer(manner: 'single' | 'transaction'): Promise<CountingFhirServer> {
  const store = new Store();
  const server = createServer((request, response) => {
    void serve(store, manner, request, response).catch(() => response.destroy());
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    base: `http://127.0.0.1:${String(port)}/fhir`,
    bearing: (type, identifier) => store.bearing(type, identifier),
    bearingLike: (start) => store.bearingLike(start),
    created: () => store.created,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

class Store {
  created = 0;
  readonly #places = new Map<string, Kept>();
  readonly #named = new Map<string, Set<string>>();

  bearing(type: string, identifier: string): Kept[] {
    const places = this.#named.get(`${type} ${identifier}`) ?? new Set();
    return [...places].flatMap((place) => this.#places.get(place) ?? []);
  }

  bearingLike(start: string): number[] {
    return [...this.#named].filter(([name]) => name.startsWith(start)).map(([, places]) => places.size);
  }

  at(place: string): Kept | undefined {
    return this.#places.get(place);
  }

  create(resource: Sent): Kept {
    this.created += 1;
    return this.#put(randomUUID(), 1, resource);
  }

  update(id: string, resource: Sent): Kept {
    return this.#put(id, (this.at(`${resource.resourceType}/${id}`)?.version ?? 0) + 1, resource);
  }

  #put(id: string, version: number, { resourceType, identifier = [], subject }: Sent): Kept {
    const place = `${resourceType}/${id}`;
    for (const old of this.at(place)?.identifiers ?? [])
      this.#named.get(`${resourceType} ${old}`)?.delete(place);
    const identifiers = identifier.map(({ system = '', value = '' }) => `${system}|${value}`);
    const kept = { id, version, identifiers, subject };
    this.#places.set(place, kept);
    for (const each of identifiers) {
      const key = `${resourceType} ${each}`;
      this.#named.set(key, (this.#named.get(key) ?? new Set()).add(place));
    }
    return kept;
  }
}

async function serve(
  store: Store,
  manner: 'single' | 'transaction',
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const [path = '', query = ''] = (request.url ?? '').replace(/^\/fhir\/?/, '').split('?');
  const [type = '', id] = path.split('/');
  if (request.method === 'GET') {
    send(response, ...read(store, manner, { type, id, query }));
    return;
  }
  const body = JSON.parse(Buffer.concat(chunks).toString()) as Sent & { readonly entry?: readonly Entry[] };
  if (type === '') {
    const entry = (body.entry ?? []).map((each) => ({ response: perform(store, each) }));
    send(response, 200, { resourceType: 'Bundle', type: 'transaction-response', entry });
    return;
  }
  const isStale =
    id !== undefined &&
    request.headers['if-match'] !== undefined &&
    request.headers['if-match'] !== `W/"${String(store.at(path)?.version)}"`;
  if (isStale) {
    send(response, 412, { resourceType: 'OperationOutcome' });
    return;
  }
  const kept = id === undefined ? store.create(body) : store.update(id, body);
  response.setHeader('location', `/fhir/${type}/${kept.id}/_history/${String(kept.version)}`);
  send(response, id === undefined ? 201 : 200, {});
}

/** One entry of a transaction: conditional create and conditional update (FHIR R4 http.html#ccreate, #cond-update). */
function perform(store: Store, { resource, request }: Entry): object {
  const { resourceType: type } = resource;
  const [place = '', condition = request.ifNoneExist] = request.url.split('?');
  const sought = new URLSearchParams(condition).get('identifier')?.replaceAll(/\\([\\,$|])/g, '$1');
  const found = sought === undefined ? undefined : store.bearing(type, sought)[0];
  const named = place.split('/')[1] ?? found?.id;
  const answer = (kept: Kept, status: string) => ({
    status,
    location: `${type}/${kept.id}/_history/${String(kept.version)}`,
  });
  if (request.method === 'POST')
    return found === undefined ? answer(store.create(resource), '201') : answer(found, '200');
  return named === undefined
    ? answer(store.create(resource), '201')
    : answer(store.update(named, resource), '200');
}

function read(
  store: Store,
  manner: 'single' | 'transaction',
  { type, id, query }: { type: string; id: string | undefined; query: string },
): [number, object] {
  if (type === 'metadata') return [200, statementOf(manner)];
  const toResource = (kept: Kept) => ({
    resourceType: type,
    id: kept.id,
    meta: { versionId: String(kept.version) },
    identifier: kept.identifiers.map((each) => {
      const [system = '', value = ''] = each.split('|');
      return { system, value };
    }),
    ...(kept.subject === undefined ? {} : { subject: kept.subject }),
  });
  if (id !== undefined) {
    const kept = store.at(`${type}/${id}`);
    return kept === undefined ? [404, { resourceType: 'OperationOutcome' }] : [200, toResource(kept)];
  }
  const sought = new URLSearchParams(query).get('identifier') ?? '';
  const entry = store.bearing(type, sought).map((kept) => ({ resource: toResource(kept) }));
  return [200, { resourceType: 'Bundle', type: 'searchset', entry }];
}

function statementOf(manner: 'single' | 'transaction'): object {
  const isAtomic = manner === 'transaction';
  const resource = ['Device', 'Observation', 'DiagnosticReport', 'Provenance'].map((type) => ({
    type,
    interaction: ['create', 'read', 'update', 'search-type'].map((code) => ({ code })),
    conditionalCreate: isAtomic,
    conditionalUpdate: isAtomic,
    updateCreate: type === 'Provenance',
    searchParam: [{ name: 'identifier', type: 'token' }],
  }));
  const interaction = isAtomic ? [{ code: 'transaction' }] : [];
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: '2026-11-01',
    kind: 'instance',
    fhirVersion: '4.0.1',
    format: ['json'],
    rest: [{ mode: 'server', resource, ...(isAtomic ? { interaction } : {}) }],
  };
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/fhir+json' }).end(JSON.stringify(body));
}
