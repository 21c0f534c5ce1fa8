import type { Expectations } from '#lib/conformance/expectations.ts';
import type { SmartStatement } from '#lib/conformance/smart-statement.ts';
import { backendScopes, LAUNCH_ACCESS, launchScopes } from '#lib/launch/request-scopes.ts';
import type { DicomwebRoot, Site } from '#lib/platform/sites.ts';

/** lib/delivery sends a transaction of conditional creates and nothing less; what it learns beside that is said here. */
const FILING: Expectations['filing'] = { singleRequests: false, lookUpFirst: false };

/** What this site's settings ask of an EHR that says this of itself. */
export function expectOfSite({ fhir, dicomweb, hl7v2 }: Site, smart?: SmartStatement): Expectations {
  const scopeSyntax = fhir.scopeSyntax ?? syntaxOf(smart);
  return {
    issuer: fhir.issuer,
    authentication: authenticationOf(fhir),
    scopes: launchScopes(fhir, 'ehr', scopeSyntax),
    scopeSyntax,
    standaloneLaunch: fhir.standaloneLaunch === true,
    ...(fhir.backend === undefined ? {} : { backend: { scopes: backendScopes(fhir, scopeSyntax) } }),
    access: LAUNCH_ACCESS,
    archiveSearch: searchOf(dicomweb),
    receivesOrders: hl7v2.orders !== undefined,
    sendsOru: hl7v2.results !== undefined,
    filing: FILING,
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
    filing: FILING,
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
