import type { ResourceAccess, ScopeSyntax } from '#lib/launch/request-scopes.ts';
import type { FilingOverrides } from './filing-plan.ts';

/** What one site's settings ask of its EHR. */
export interface Expectations {
  /** The FHIR base. */
  readonly issuer?: string;
  /** How a launch's client proves itself; undefined: in any way. */
  readonly authentication?: 'none' | 'secret' | 'privateKey';
  /** What a launch asks for, as one parameter. */
  readonly scopes: string;
  readonly scopeSyntax: ScopeSyntax;
  readonly standaloneLaunch: boolean;
  /** Where there is a client for work that nobody watches. */
  readonly backend?: { readonly scopes: string };
  /** Everything that is read and written. */
  readonly access: readonly ResourceAccess[];
  /** How the archives may be searched for a study that the EHR does not name. */
  readonly archiveSearch: 'by-patient' | 'by-accession' | 'forbidden';
  /** Orders arrive by HL7 v2, and their patient is looked up by identifier. */
  readonly receivesOrders: boolean;
  /** An HL7 engine takes results as ORU^R01. */
  readonly sendsOru: boolean;
  /** What the site says of filing over FHIR; undefined where nothing goes there. */
  readonly filing?: FilingOverrides;
}
