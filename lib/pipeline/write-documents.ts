import type { Bundle } from '@medplum/fhirtypes';
import { pickLocale } from '#lib/i18n/locales.ts';
import type { OutgoingDocument } from '#lib/outbox/enqueue-documents.ts';
import { routeName, type ResultsFolder } from '#lib/platform/result-routes.ts';
import type { Site } from '#lib/platform/sites.ts';
import { rejectionInstanceUid, reportInstanceUid } from '#lib/results/dicom/object-header.ts';
import { writeRejectionNote } from '#lib/results/dicom/write-rejection-note.ts';
import { writeReportObject } from '#lib/results/dicom/write-report-object.ts';
import type { FhirPart } from '#lib/results/fhir/write-options.ts';
import { writeFhirBundle } from '#lib/results/fhir/write-transaction.ts';
import { controlIdOf } from '#lib/results/hl7v2/control-id.ts';
import { writeOruR01 } from '#lib/results/hl7v2/write-oru-r01.ts';
import { reportIdentifier } from '#lib/results/identify-result.ts';
import { isWithdrawn } from '#lib/results/report-status.ts';
import type { StudyResult } from '#lib/results/study-result.ts';
import { writeAiStatement } from '#lib/results/write-ai-statement.ts';
import { writeReportText } from '#lib/results/write-report-text.ts';
import { nameSubjectByIdentifier } from './name-subject.ts';
import type { RoutedDestination, TakenRoute } from './route-results.ts';

/** What every document is written from. */
interface Source {
  readonly result: StudyResult;
  readonly earlier: readonly StudyResult[];
  readonly site: Site;
  readonly pdf: Uint8Array | undefined;
}

/** The newest version of a result in the site's language, as its routes want it. Throws AppError of the writers. */
export function writeDocuments(
  [result, ...earlier]: readonly [StudyResult, ...StudyResult[]],
  site: Site,
  taken: readonly TakenRoute[],
  pdf: Uint8Array | undefined,
): OutgoingDocument[] {
  return taken.flatMap((each) => writeFor(each, { result, earlier, site, pdf }) ?? []);
}

function writeFor({ route, resolved }: TakenRoute, source: Source): OutgoingDocument | undefined {
  const destination = routeName(route);
  const filed = { kind: 'fhir', destination, identity: filedAs(source) } as const;
  switch (route.to) {
    case 'ehr':
      return { ...filed, body: JSON.stringify(bundleOf(source, partsFor(resolved))) };
    case 'results-server':
      return { ...filed, body: JSON.stringify(elsewhere(source, partsFor(resolved))) };
    case 'hl7-engine':
      return writeForEngine(source, destination);
    case 'archive':
      return writeForArchive(source, destination);
    case 'folder':
      return writeForFolder(source, route);
  }
}

const REPORT: readonly FhirPart[] = ['device', 'findings', 'report', 'provenance'];

/**
 * All that the server may turn out to take; what it does take is cut out of it when it is sent. Of one that has never been
 * heard nobody knows yet.
 */
function partsFor({ carries, reasons }: RoutedDestination): ReadonlySet<FhirPart> {
  if (reasons.includes('statement-unknown')) return new Set([...REPORT, 'document']);
  return new Set(carries === 'document' ? ['document'] : REPORT);
}

function filedAs({ result, site }: Source): string {
  return `${site.identifierSystem}|${reportIdentifier(result)}`;
}

function bundleOf({ result, site, pdf }: Source, parts: ReadonlySet<FhirPart>): Bundle {
  const locale = pickLocale({ chosen: site.language });
  const options = {
    identifierSystem: site.identifierSystem,
    aiStatement: writeAiStatement(result, locale),
    performerDisplay: 'Sightline',
    locale,
  };
  return writeFhirBundle(result, options, parts, pdf);
}

/** The EHR's logical ids mean nothing on another server: everything is named by what the world calls it. */
function elsewhere(source: Source, parts: ReadonlySet<FhirPart>): Bundle {
  const { study, order, ...stated } = source.result;
  const result = {
    ...stated,
    study: without(study, 'imagingStudyId'),
    ...(order && { order: without(order, 'serviceRequestId', 'encounterId') }),
  };
  return nameSubjectByIdentifier(bundleOf({ ...source, result }, parts), result.patient);
}

function without<T extends object, K extends keyof T>(value: T, ...keys: readonly K[]): Omit<T, K> {
  const rest = { ...value };
  for (const key of keys) Reflect.deleteProperty(rest, key);
  return rest;
}

/** Nothing where the site has no engine: a message to a folder, too, names that as its receiver. */
function writeForEngine(
  { result, earlier, site, pdf }: Source,
  destination: string,
): OutgoingDocument | undefined {
  const engine = site.hl7v2.results;
  if (engine === undefined) return undefined;
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
    earlier,
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

/** Where this machine can't set the page, there is none to store; what takes a report back needs none. */
function writeForArchive({ result, site, pdf }: Source, destination: string): OutgoingDocument | undefined {
  const locale = pickLocale({ chosen: site.language });
  const report = writeReportText(result, writeAiStatement(result, locale), locale);
  if (isWithdrawn(result)) {
    const body = JSON.stringify(writeRejectionNote(result, report));
    return { kind: 'dicom', destination, identity: rejectionInstanceUid(result), body };
  }
  if (pdf === undefined) return undefined;
  const body = JSON.stringify(writeReportObject(result, report, pdf));
  return { kind: 'dicom', destination, identity: reportInstanceUid(result), body };
}

function writeForFolder(source: Source, { name, format }: ResultsFolder): OutgoingDocument | undefined {
  const { pdf } = source;
  const filed = { destination: name, identity: filedAs(source) };
  switch (format) {
    case 'fhir':
      return { ...filed, kind: 'fhir', body: JSON.stringify(elsewhere(source, new Set(REPORT))) };
    case 'hl7v2':
      return writeForEngine(source, name);
    case 'pdf':
      return pdf && { ...filed, kind: 'pdf', body: Buffer.from(pdf).toString('base64') };
  }
}
