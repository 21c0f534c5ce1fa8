import { backendTokenSource } from '#lib/launch/backend-token.ts';
import type { Site } from '#lib/platform/sites.ts';
import type { Hospital } from '#sandbox/hospital.ts';

/** Asks an EHR's FHIR server with a token that may do everything. */
export type AskFhir = (
  path: string,
  init?: { method: string; body: unknown },
) => Promise<{ status: number; body: unknown }>;

export function openFhir(hospital: Hospital, site: Site): AskFhir {
  const { backend } = site.fhir;
  if (!backend) throw new Error('the demo site has no backend client');
  const tokens = backendTokenSource({
    ...site,
    id: `reader-${site.id}`,
    // Oracle Health knows no wildcards: what the product itself asks for is enough to read there.
    fhir: {
      ...site.fhir,
      backend: hospital.ehr === 'oracle' ? backend : { ...backend, scopes: 'system/*.cruds' },
    },
  });
  const ask = (token: string, path: string, init?: { method: string; body: unknown }) =>
    fetch(`${hospital.fhirUrl}/${path}`, {
      method: init?.method ?? 'GET',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/fhir+json' },
      ...(init ? { body: JSON.stringify(init.body) } : {}),
    });
  return async (path, init) => {
    const token = await tokens();
    const first = await ask(token, path, init);
    // A test may have expired every token.
    const response = first.status === 401 ? await ask(await tokens({ rejected: token }), path, init) : first;
    return { status: response.status, body: await response.json() };
  };
}
