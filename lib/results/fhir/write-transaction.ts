import type { Bundle, BundleEntry, BundleEntryRequest, Resource } from '@medplum/fhirtypes';
import { deviceIdentifier, deviceUrn, writeDevice } from '#lib/results/fhir/write-device.ts';
import { reportUrn, writeDiagnosticReport } from '#lib/results/fhir/write-diagnostic-report.ts';
import { documentUrn, writeDocumentReference } from '#lib/results/fhir/write-document-reference.ts';
import { modelCardIdentifier, modelCardUrn, writeModelCard } from '#lib/results/fhir/write-model-card.ts';
import { observationUrn, writeObservation } from '#lib/results/fhir/write-observation.ts';
import type { FhirPart, FhirWriteOptions, FhirWriting } from '#lib/results/fhir/write-options.ts';
import { provenanceId, writeProvenance } from '#lib/results/fhir/write-provenance.ts';
import { findingIdentifier, reportIdentifier, versionIdentifier } from '#lib/results/identify-result.ts';
import type { StudyResult } from '#lib/results/study-result.ts';
import { writeReportText } from '#lib/results/write-report-text.ts';
import { MODEL_CARD, MODEL_EXECUTION } from '#lib/standards/code-systems.ts';

/** Report, findings and model: what a server takes that takes reports at all. */
const WHOLE_REPORT: readonly FhirPart[] = ['device', 'findings', 'report'];

/** The report, its findings and the model as one transaction; Provenance where the options ask for it. */
export function writeFhirTransaction(result: StudyResult, options: FhirWriteOptions): Bundle {
  const provenance: FhirPart[] = options.provenance === true ? ['provenance'] : [];
  return writeFhirBundle(result, options, new Set([...WHOLE_REPORT, ...provenance]));
}

/**
 * The parts of a result that a destination takes, as one transaction (FHIR R4 3.1.0.11.2) that is safe to send again: a
 * first version is created only if none exists under its business identifier, a later one updates what does. Documents
 * are created for each version. Entries stand so that each refers to earlier ones only, by `urn:uuid`: a sender may also
 * make them single requests, in this order. Throws AppError `report-not-signed`.
 */
export function writeFhirBundle(
  result: StudyResult,
  options: FhirWriteOptions,
  parts: ReadonlySet<FhirPart>,
  pdf?: Uint8Array,
): Bundle {
  const report = writeReportText(result, options.aiStatement, options.locale);
  const writing: FhirWriting = { result, report, options, parts, ...(pdf === undefined ? {} : { pdf }) };
  const models = [...writeModelCardEntry(writing), ...writePart(writing, 'device', deviceEntry)];
  const results = [
    ...(parts.has('findings') ? findingEntries(writing) : []),
    ...writePart(writing, 'report', reportEntry),
    ...writePart(writing, 'document', documentEntry),
  ];
  const provenance = parts.has('provenance') && results.length > 0 ? [provenanceEntry(writing, results)] : [];
  return { resourceType: 'Bundle', type: 'transaction', entry: [...models, ...results, ...provenance] };
}

type WriteEntry = (writing: FhirWriting) => BundleEntry;

function writePart(writing: FhirWriting, part: FhirPart, write: WriteEntry): BundleEntry[] {
  return writing.parts.has(part) ? [write(writing)] : [];
}

function writeModelCardEntry({ result, options, parts }: FhirWriting): BundleEntry[] {
  if (!parts.has('model-card') || options.modelCard === undefined) return [];
  const ifNoneExist = token(MODEL_CARD, modelCardIdentifier(result.model));
  const resource = writeModelCard(result, options.modelCard);
  return [entry(modelCardUrn(result.model), resource, createOnce('DocumentReference', ifNoneExist))];
}

function deviceEntry(writing: FhirWriting): BundleEntry {
  const identifier = token(MODEL_EXECUTION, deviceIdentifier(writing.result));
  return entry(deviceUrn(writing.result), writeDevice(writing), createOnce('Device', identifier));
}

function findingEntries(writing: FhirWriting): BundleEntry[] {
  const { result, options } = writing;
  return result.findings.map((finding) => {
    const identifier = token(options.identifierSystem, findingIdentifier(result, finding.label));
    const resource = writeObservation(writing, finding);
    return entry(observationUrn(result, finding), resource, request('Observation', identifier, result));
  });
}

function reportEntry(writing: FhirWriting): BundleEntry {
  const { result, options } = writing;
  const identifier = token(options.identifierSystem, reportIdentifier(result));
  const resource = writeDiagnosticReport(writing);
  return entry(reportUrn(result), resource, request('DiagnosticReport', identifier, result));
}

/** A document is never rewritten: what somebody read and filed stays, and the next version replaces it. */
function documentEntry(writing: FhirWriting): BundleEntry {
  const { result, options } = writing;
  const identifier = token(`${options.identifierSystem}/version`, versionIdentifier(result));
  const resource = writeDocumentReference(writing);
  return entry(documentUrn(result), resource, createOnce('DocumentReference', identifier));
}

function provenanceEntry(writing: FhirWriting, targets: readonly BundleEntry[]): BundleEntry {
  const id = provenanceId(writing.result);
  const references = targets.flatMap(({ fullUrl }) =>
    fullUrl === undefined ? [] : [{ reference: fullUrl }],
  );
  return entry(`urn:uuid:${id}`, writeProvenance(writing, references), {
    method: 'PUT',
    url: `Provenance/${id}`,
  });
}

function entry(fullUrl: string, resource: Resource, how: BundleEntryRequest): BundleEntry {
  return { fullUrl, resource, request: how };
}

function createOnce(type: string, ifNoneExist: string): BundleEntryRequest {
  return { method: 'POST', url: type, ifNoneExist };
}

function request(type: string, identifier: string, { version }: StudyResult): BundleEntryRequest {
  return version === 1 ? createOnce(type, identifier) : { method: 'PUT', url: `${type}?${identifier}` };
}

/** A search by identifier. FHIR escapes `\ , $ |` within a token (3.1.1.4.0.1); the URL escapes the rest. */
function token(system: string, value: string): string {
  const part = (text: string) => encodeURIComponent(text.replace(/[\\,$|]/g, String.raw`\$&`));
  return `identifier=${part(system).replaceAll('%3A', ':').replaceAll('%2F', '/')}|${part(value)}`;
}
