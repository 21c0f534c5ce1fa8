import type { Bundle } from '@medplum/fhirtypes';
import { pickLocale } from '#lib/i18n/locales.ts';
import type { OutgoingDocument } from '#lib/outbox/enqueue-documents.ts';
import { routeName, type ResultRoute, type ResultsFolder } from '#lib/platform/result-routes.ts';
import type { HL7Results } from '#lib/platform/hl7-results.ts';
import type { Site } from '#lib/platform/sites.ts';
import type { FhirPart } from '#lib/results/fhir/write-options.ts';
import { writeFhirBundle } from '#lib/results/fhir/write-transaction.ts';
import { controlIdOf } from '#lib/results/hl7v2/control-id.ts';
import { writeOruR01 } from '#lib/results/hl7v2/write-oru-r01.ts';
import { reportIdentifier } from '#lib/results/identify-result.ts';
import type { StudyResult } from '#lib/results/study-result.ts';
import { writeAiStatement } from '#lib/results/write-ai-statement.ts';
import { nameSubjectByIdentifier } from './name-subject.ts';

/** Of all that a FHIR server may take; what it does take is cut out of it when it is sent. */
const PARTS: readonly FhirPart[] = ['device', 'findings', 'report', 'provenance'];

/** One result in the site's language, as its routes want it. Throws AppError of the writers. */
export function writeDocuments(
  result: StudyResult,
  site: Site,
  routes: readonly ResultRoute[],
  pdf: Uint8Array | undefined,
): OutgoingDocument[] {
  return routes.flatMap((route) => writeFor(route, result, site, pdf) ?? []);
}

function writeFor(
  route: ResultRoute,
  result: StudyResult,
  site: Site,
  pdf: Uint8Array | undefined,
): OutgoingDocument | undefined {
  const destination = routeName(route);
  const filed = { kind: 'fhir', destination, identity: filedAs(result, site) } as const;
  switch (route.to) {
    case 'ehr':
      return { ...filed, body: JSON.stringify(bundleOf(result, site, pdf)) };
    case 'results-server':
      return { ...filed, body: JSON.stringify(elsewhere(result, site, pdf)) };
    case 'hl7-engine':
      return site.hl7v2.results && writeForEngine(result, site, site.hl7v2.results, { destination, pdf });
    case 'folder':
      return writeForFolder(route, result, site, pdf);
  }
}

function filedAs(result: StudyResult, { identifierSystem }: Site): string {
  return `${identifierSystem}|${reportIdentifier(result)}`;
}

function bundleOf(result: StudyResult, site: Site, pdf: Uint8Array | undefined): Bundle {
  const locale = pickLocale({ chosen: site.language });
  const options = {
    identifierSystem: site.identifierSystem,
    aiStatement: writeAiStatement(result, locale),
    performerDisplay: 'Sightline',
    locale,
  };
  const parts = new Set<FhirPart>(pdf === undefined ? PARTS : [...PARTS, 'document']);
  return writeFhirBundle(result, options, parts, pdf);
}

/** The EHR's logical ids mean nothing on another server: everything is named by what the world calls it. */
function elsewhere(result: StudyResult, site: Site, pdf: Uint8Array | undefined): Bundle {
  const { imagingStudyId: _, ...study } = result.study;
  const { serviceRequestId: _1, encounterId: _2, ...order } = result.order ?? {};
  const bundle = bundleOf({ ...result, study, ...(result.order && { order }) }, site, pdf);
  return nameSubjectByIdentifier(bundle, result.patient);
}

function writeForEngine(
  result: StudyResult,
  site: Site,
  engine: HL7Results,
  { destination, pdf }: { readonly destination: string; readonly pdf: Uint8Array | undefined },
): OutgoingDocument {
  const locale = pickLocale({ chosen: site.language });
  const controlId = controlIdOf(result.analysisId, result.version, destination);
  const { message, acknowledgement } = engine;
  const body = writeOruR01(result, {
    sendingApplication: message.sendingApplication,
    sendingFacility: message.sendingFacility ?? site.id.toUpperCase(),
    receivingApplication: engine.receivingApplication,
    receivingFacility: engine.receivingFacility,
    processingId: message.processingId ?? site.processingId,
    controlId,
    aiStatement: writeAiStatement(result, locale),
    locale,
    ...(pdf === undefined ? {} : { pdf }),
    acknowledgement,
    characterSet: message.characterSet,
    assigningAuthorities: message.assigningAuthorities,
    mapping: message,
  });
  return { kind: 'oru', destination, identity: controlId, body };
}

function writeForFolder(
  { name, format }: ResultsFolder,
  result: StudyResult,
  site: Site,
  pdf: Uint8Array | undefined,
): OutgoingDocument | undefined {
  const filed = { destination: name, identity: filedAs(result, site) };
  switch (format) {
    case 'fhir':
      return { ...filed, kind: 'fhir', body: JSON.stringify(elsewhere(result, site, pdf)) };
    case 'hl7v2': {
      // A message to a folder has no receiver of its own: it names that of the site's engine, where there is one.
      const engine = site.hl7v2.results;
      return engine && writeForEngine(result, site, engine, { destination: name, pdf });
    }
    case 'pdf':
      return pdf && { ...filed, kind: 'pdf', body: Buffer.from(pdf).toString('base64') };
  }
}
