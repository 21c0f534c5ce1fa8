/** Where the EHR says that a study's pixels are: FHIR R4 Endpoint. */
import { AppError } from '#lib/platform/errors.ts';
import { endpointSchema, type FhirEndpoint, type FhirImagingStudy } from './fhir-schemas.ts';
import { readResource, type ReadFhir } from './read-fhir.ts';
import { relativeReference } from './resolve-reference.ts';
import type { StudyReference } from './study-reference.ts';

/** What can be wrong with one Endpoint and leave the rest of the chart as it is. */
const ONE_BROKEN = new Set(['ehr-answer-broken', 'ehr-refused', 'ehr-unreachable']);

/** Undefined under a reference: it could not be read, for whatever reason. */
export type Endpoints = ReadonlyMap<string, FhirEndpoint | undefined>;

/** Many studies share one Endpoint: each is read once. */
export async function readEndpoints(
  read: ReadFhir,
  studies: readonly FhirImagingStudy[],
): Promise<Endpoints> {
  const references = new Set(
    studies.flatMap((study) => referencesOf(study).map(({ reference }) => reference)),
  );
  const elsewhere = [...references].flatMap((reference) => relativeReference(reference, read.base) ?? []);
  return new Map(
    await Promise.all(
      [...new Set(elsewhere)]
        .filter((path) => path.startsWith('Endpoint/'))
        .map(async (path) => [path, await readOne(read, path)] as const),
    ),
  );
}

async function readOne(read: ReadFhir, path: string): Promise<FhirEndpoint | undefined> {
  try {
    return await readResource(read, path, endpointSchema);
  } catch (thrown) {
    if (thrown instanceof AppError && ONE_BROKEN.has(thrown.code)) return undefined;
    throw thrown;
  }
}

/** The study's own Endpoints before its series'; those alone that are active and serve WADO-RS. */
export function addressesOf(
  study: FhirImagingStudy,
  endpoints: Endpoints,
  base: string | undefined,
): Pick<StudyReference, 'endpoints' | 'endpointProblem'> {
  const named = referencesOf(study);
  const addresses = named.flatMap(({ reference }) => {
    const endpoint =
      containedEndpoint(study, reference) ?? endpoints.get(relativeReference(reference, base) ?? '');
    return endpoint?.status === 'active' && endpoint.connectionType.code === 'dicom-wado-rs'
      ? [endpoint.address]
      : [];
  });
  return {
    endpoints: [...new Set(addresses)],
    ...(named.length > 0 && addresses.length === 0 ? { endpointProblem: 'endpoint-unusable' as const } : {}),
  };
}

function referencesOf(study: FhirImagingStudy) {
  return [...study.endpoint, ...study.series.flatMap((series) => series.endpoint)];
}

function containedEndpoint(study: FhirImagingStudy, reference = ''): FhirEndpoint | undefined {
  if (!reference.startsWith('#')) return undefined;
  const contained = study.contained.find(({ id }) => id === reference.slice(1));
  return endpointSchema.safeParse(contained).data;
}
