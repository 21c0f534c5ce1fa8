import type { Bundle, BundleEntry, BundleEntryRequest, Reference, Resource } from '@medplum/fhirtypes';
import { deviceIdentifier, deviceUrn, writeDevice } from '#lib/results/fhir/write-device.ts';
import { writeDiagnosticReport } from '#lib/results/fhir/write-diagnostic-report.ts';
import { observationUrn, writeObservation } from '#lib/results/fhir/write-observation.ts';
import type { FhirWriteOptions } from '#lib/results/fhir/write-options.ts';
import { provenanceId, writeProvenance } from '#lib/results/fhir/write-provenance.ts';
import { entryUrn, findingIdentifier, reportIdentifier } from '#lib/results/identify-result.ts';
import type { StudyResult } from '#lib/results/study-result.ts';
import { writeReportText } from '#lib/results/write-report-text.ts';
import { MODEL_EXECUTION } from '#lib/standards/code-systems.ts';

/**
 * The whole result as one transaction (FHIR R4 3.1.0.11.2), safe to send again: a first version is created only if
 * none exists under its business identifier, a later one updates what does. Device first, the report last.
 */
export function writeFhirTransaction(result: StudyResult, options: FhirWriteOptions): Bundle {
  const report = writeReportText(result, options.aiStatement);
  const ours = (value: string) => token(options.identifierSystem, value);
  const device = entry(deviceUrn(result), writeDevice(result), {
    method: 'POST',
    url: 'Device',
    ifNoneExist: token(MODEL_EXECUTION, deviceIdentifier(result)),
  });
  const observations = report.findings.map((line) => {
    const identifier = ours(findingIdentifier(result, line.finding.label));
    const resource = writeObservation(result, line, options);
    return entry(observationUrn(result, line.finding), resource, request('Observation', identifier, result));
  });
  const diagnosticReport = entry(
    entryUrn(`DiagnosticReport/${reportIdentifier(result)}`),
    writeDiagnosticReport(result, report, options),
    request('DiagnosticReport', ours(reportIdentifier(result)), result),
  );
  const entries = [device, ...observations, diagnosticReport];
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: options.provenance === true ? [...entries, provenanceOf(result, entries.slice(1))] : entries,
  };
}

function entry(fullUrl: string, resource: Resource, how: BundleEntryRequest): BundleEntry {
  return { fullUrl, resource, request: how };
}

function request(type: string, identifier: string, { version }: StudyResult): BundleEntryRequest {
  return version === 1
    ? { method: 'POST', url: type, ifNoneExist: identifier }
    : { method: 'PUT', url: `${type}?${identifier}` };
}

function provenanceOf(result: StudyResult, targets: readonly BundleEntry[]): BundleEntry {
  const references: Reference[] = targets.flatMap(({ fullUrl }) =>
    fullUrl === undefined ? [] : [{ reference: fullUrl }],
  );
  const id = provenanceId(result);
  return entry(`urn:uuid:${id}`, writeProvenance(result, references), {
    method: 'PUT',
    url: `Provenance/${id}`,
  });
}

/** A search by identifier. FHIR escapes `\ , $ |` within a token (3.1.1.4.0.1); the URL escapes the rest. */
function token(system: string, value: string): string {
  const part = (text: string) => encodeURIComponent(text.replace(/[\\,$|]/g, String.raw`\$&`));
  return `identifier=${part(system).replaceAll('%3A', ':').replaceAll('%2F', '/')}|${part(value)}`;
}
