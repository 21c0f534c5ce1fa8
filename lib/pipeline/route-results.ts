import type { FilingPlan, FilingReason } from '#lib/conformance/filing-plan.ts';
import { resolveFiling } from '#lib/conformance/resolve-filing.ts';
import { routeName, type ResultRoute } from '#lib/platform/result-routes.ts';
import { routesOf, type Site } from '#lib/platform/sites.ts';
import type { ReadStatement } from './statements.ts';

/** By which way a result goes to one destination, and why so: what the ledger keeps and the page tells. */
export interface RoutedDestination {
  readonly destination: string;
  readonly carries: FilingPlan['carries'] | 'message' | 'file';
  readonly reasons: readonly FilingReason[];
}

export interface Routing {
  /** Those that get the result, in the site's order. */
  readonly routes: readonly ResultRoute[];
  /** Every route that was thought of. */
  readonly told: readonly RoutedDestination[];
}

/**
 * The site's policy, resolved against what its servers state of themselves now. A route for `otherwise` is taken where
 * no earlier one takes the result. `canWritePdf`: whether there is a document to file where no report is taken.
 */
export async function routeResults(
  site: Site,
  readStatement: ReadStatement,
  canWritePdf: boolean,
): Promise<Routing> {
  const routes: ResultRoute[] = [];
  const told: RoutedDestination[] = [];
  for (const route of routesOf(site)) {
    if (route.when === 'otherwise' && routes.length > 0) continue;
    const resolved = await resolveRoute(site, route, readStatement, canWritePdf);
    told.push(resolved);
    if (resolved.carries !== 'nothing') routes.push(route);
  }
  return { routes, told };
}

async function resolveRoute(
  site: Site,
  route: ResultRoute,
  readStatement: ReadStatement,
  canWritePdf: boolean,
): Promise<RoutedDestination> {
  const destination = routeName(route);
  if (route.to === 'hl7-engine') return { destination, carries: 'message', reasons: [] };
  if (route.to === 'folder') return { destination, carries: 'file', reasons: [] };
  const base = route.to === 'ehr' ? site.fhir.issuer : route.base;
  const statement = await readStatement({ site: site.id, name: destination, base, request: fetch });
  const { carries, reasons } = resolveFiling(statement, route.resources);
  if (carries === 'document' && !canWritePdf)
    return { destination, carries: 'nothing', reasons: [...reasons, 'document-not-created'] };
  return { destination, carries, reasons };
}
