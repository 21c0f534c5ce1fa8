import type { Expectations } from '#lib/conformance/expectations.ts';
import type { SmartStatement } from '#lib/conformance/smart-statement.ts';
import { accessAt, backendScopes, LAUNCH_ACCESS, launchScopes } from '#lib/launch/request-scopes.ts';
import { filingAtEhr, routesOf, type DicomwebRoot, type Site } from '#lib/platform/sites.ts';

/** What this site's settings ask of an EHR that says this of itself. */
export function expectOfSite(site: Site, smart?: SmartStatement): Expectations {
  const { fhir, dicomweb, hl7v2 } = site;
  const access = accessAt(site);
  const filing = filingAtEhr(site);
  const scopeSyntax = fhir.scopeSyntax ?? syntaxOf(smart);
  return {
    issuer: fhir.issuer,
    authentication: authenticationOf(fhir),
    scopes: launchScopes(fhir, 'ehr', scopeSyntax, access),
    scopeSyntax,
    standaloneLaunch: fhir.standaloneLaunch === true,
    ...(fhir.backend === undefined ? {} : { backend: { scopes: backendScopes(fhir, scopeSyntax, access) } }),
    access,
    archiveSearch: searchOf(dicomweb),
    receivesOrders: hl7v2.orders !== undefined,
    sendsOru: routesOf(site).some(({ to }) => to === 'hl7-engine'),
    ...(filing === undefined ? {} : { filing }),
  };
}

/** Before there is a site: any client, and nothing but the EHR and an archive. */
export function expectOfAnySite(smart?: SmartStatement): Expectations {
  const scopeSyntax = syntaxOf(smart);
  return {
    scopes: launchScopes({ issuer: '', clientId: '', patientIdentifierSystems: [] }, 'ehr', scopeSyntax),
    scopeSyntax,
    standaloneLaunch: false,
    access: LAUNCH_ACCESS,
    archiveSearch: 'by-patient',
    receivesOrders: true,
    sendsOru: false,
    filing: {},
  };
}

function syntaxOf(smart: SmartStatement | undefined): Expectations['scopeSyntax'] {
  return smart?.capabilities.includes('permission-v2') === false ? 'v1' : 'v2';
}

function authenticationOf({ authentication }: Site['fhir']): NonNullable<Expectations['authentication']> {
  if (authentication === undefined || authentication === 'none') return 'none';
  return 'secret' in authentication ? 'secret' : 'privateKey';
}

function searchOf(roots: readonly DicomwebRoot[]): Expectations['archiveSearch'] {
  if (roots.some(({ search = 'allowed' }) => search === 'allowed')) return 'by-patient';
  return roots.some(({ search }) => search === 'by-accession') ? 'by-accession' : 'forbidden';
}
