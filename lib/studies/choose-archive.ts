import { AppError } from '#lib/platform/errors.ts';
import type { DicomwebRoot, Site } from '#lib/platform/sites.ts';
import type { StudyReference } from './study-reference.ts';

/**
 * The DICOMweb roots that serve this study: those that the EHR's Endpoints (the study's, then its series') name and
 * the site lists. An address that sites.json does not list is never called (SSRF). Undefined where the EHR names no
 * usable Endpoint. Throws AppError `endpoint-not-allowed` where it names others only.
 */
export function chooseArchives(site: Site, study: StudyReference): readonly DicomwebRoot[] | undefined {
  if (study.endpoints.length === 0) return undefined;
  const named = new Set(study.endpoints.map(rootOf));
  const allowed = site.dicomweb.filter(({ root }) => named.has(rootOf(root)));
  if (allowed.length === 0)
    throw new AppError('endpoint-not-allowed', 'refused', { fields: { site: site.id } });
  return allowed;
}

/**
 * The roots at which a study without a usable Endpoint may be searched for. Throws AppError `endpoint-missing`, or why
 * the EHR's Endpoint is of no use, where the site allows it at none.
 */
export function searchableArchives(site: Site, study?: StudyReference): readonly DicomwebRoot[] {
  const roots = site.dicomweb.filter(({ search }) => search !== 'forbidden');
  if (roots.length === 0)
    throw new AppError(study?.endpointProblem ?? 'endpoint-missing', 'refused', {
      fields: { site: site.id },
    });
  return roots;
}

/** An Endpoint's address is the root; some write the study's own address below it. */
function rootOf(address: string): string {
  return address.replace(/\/+$/, '').replace(/\/studies(\/[\d.]+)?$/, '');
}
