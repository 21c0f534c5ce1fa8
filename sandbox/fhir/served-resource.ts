import { isResourceType } from '@medplum/core';
import type { FhirManners, ServedResource } from '../manners/manners.ts';

const EVERYTHING: ServedResource = {
  interactions: ['read', 'search-type', 'create', 'update', 'delete'],
  searchParams: [],
};

/** What this EHR does with a resource type; undefined where it does not serve it. */
export function servedResource(manners: FhirManners, type: string): ServedResource | undefined {
  if (!isResourceType(type)) return undefined;
  if (manners.resources === 'all') return EVERYTHING;
  return Object.hasOwn(manners.resources, type) ? manners.resources[type] : undefined;
}
