import { AppError } from '#lib/platform/errors.ts';
import type { Site } from '#lib/platform/sites.ts';
import type { StudyReference } from './study-reference.ts';

/**
 * The DICOMweb root that serves this study: one that the EHR's Endpoint names and the site allows. An address that
 * sites.json does not list is never called (SSRF). Throws AppError `endpoint-missing`, `endpoint-not-allowed`.
 */
export function chooseArchive(site: Site, study: StudyReference): Site['dicomweb'][number] {
  if (study.endpoints.length === 0)
    throw new AppError('endpoint-missing', 'refused', { fields: { site: site.id } });
  const allowed = site.dicomweb.find(({ root }) =>
    study.endpoints.some((address) => trim(address) === trim(root)),
  );
  if (!allowed) throw new AppError('endpoint-not-allowed', 'refused', { fields: { site: site.id } });
  return allowed;
}

function trim(address: string): string {
  return address.replace(/\/+$/, '');
}
