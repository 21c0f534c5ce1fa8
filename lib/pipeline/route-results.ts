import type { FilingPlan, FilingReason } from '#lib/conformance/filing-plan.ts';
import { resolveFiling } from '#lib/conformance/resolve-filing.ts';
import { routeName, type ResultRoute } from '#lib/platform/result-routes.ts';
import { routesOf, type Site } from '#lib/platform/sites.ts';
import type { ReadStatement } from './statements.ts';

/** By which way a result goes to one destination, and why so: what the ledger keeps and the page tells. */
export interface RoutedDestination {
  readonly destination: string;
  readonly carries: FilingPlan['carries'] | 'message' | 'file' | 'object';
  readonly reasons: readonly FilingReason[];
}

/** A route that gets the result. */
export interface TakenRoute {
  readonly route: ResultRoute;
  readonly resolved: RoutedDestination;
}

export interface Routing {
  /** In the site's order. */
  readonly taken: readonly TakenRoute[];
  /** Every route that was thought of. */
  readonly told: readonly RoutedDestination[];
}

/**
 * The site's policy, resolved against what its servers state of themselves now. A route for `otherwise` is taken where
 * no earlier one takes the result.
 */
export async function routeResults(site: Site, readStatement: ReadStatement): Promise<Routing> {
  const taken: TakenRoute[] = [];
  const told: RoutedDestination[] = [];
  for (const route of routesOf(site)) {
    if (route.when === 'otherwise' && taken.length > 0) continue;
    const resolved = await resolveRoute(site, route, readStatement);
    told.push(resolved);
    if (resolved.carries !== 'nothing') taken.push({ route, resolved });
  }
  return { taken, told };
}

async function resolveRoute(
  site: Site,
  route: ResultRoute,
  readStatement: ReadStatement,
): Promise<RoutedDestination> {
  const destination = routeName(route);
  if (route.to === 'hl7-engine') return { destination, carries: 'message', reasons: [] };
  if (route.to === 'archive') return { destination, carries: 'object', reasons: [] };
  if (route.to === 'folder') return { destination, carries: 'file', reasons: [] };
  const base = route.to === 'ehr' ? site.fhir.issuer : route.base;
  const statement = await readStatement({ site: site.id, name: destination, base, request: fetch });
  const { carries, reasons } = resolveFiling(statement, route.resources);
  return { destination, carries, reasons };
}
