import type { FhirServer } from './fhir-server.ts';
import { FhirRefusal } from './operation-outcome.ts';

/**
 * If-None-Exist (FHIR R4 http.html#ccreate) at an EHR that states no conditional create. What Epic and Oracle answer
 * is written nowhere. To ignore the header is the dangerous way, which makes doubles: a test asks for it by the control
 * `conditional-creates`. Else it is refused, so that nobody who relies on it can pass.
 */
export function checkConditionalCreate(server: FhirServer, ifNoneExist: string | undefined): void {
  if (ifNoneExist === undefined || server.conditionalCreates !== 'refused') return;
  throw new FhirRefusal(412, 'not-supported', 'conditional create is not supported');
}

/** If-Match: an update of a version that somebody has replaced meanwhile is refused. */
export async function checkVersion(
  server: FhirServer,
  type: string,
  id: string,
  ifMatch: string | undefined,
): Promise<void> {
  const { needsIfMatch, staleVersionStatus } = server.manners;
  if (ifMatch === undefined) {
    if (needsIfMatch) throw new FhirRefusal(412, 'required', 'an update needs If-Match');
    return;
  }
  const { status, resource } = await server.request('GET', `/${type}/${id}`);
  const isNewest = status === 200 && ifMatch === `W/"${resource.meta?.versionId ?? ''}"`;
  if (!isNewest) throw new FhirRefusal(staleVersionStatus, 'conflict', 'If-Match names an old version');
}
