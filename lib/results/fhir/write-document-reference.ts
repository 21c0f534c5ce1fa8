import type { DocumentReference, Reference } from '@medplum/fhirtypes';
import {
  aiMeta,
  codeable,
  imagingStudyReference,
  orderReference,
  resultIdentifiers,
  signerReference,
} from '#lib/results/fhir/concepts.ts';
import { deviceReference } from '#lib/results/fhir/write-device.ts';
import { reportUrn } from '#lib/results/fhir/write-diagnostic-report.ts';
import { narrative } from '#lib/results/fhir/write-narrative.ts';
import type { FhirWriting } from '#lib/results/fhir/write-options.ts';
import { writeReportFile } from '#lib/results/fhir/write-report-forms.ts';
import { documentIdentifier, entryUrn, versionIdentifier } from '#lib/results/identify-result.ts';
import { signerOf } from '#lib/results/report-status.ts';
import type { ReportStatus, StudyResult } from '#lib/results/study-result.ts';
import { CLINICAL_NOTE, IMAGING_STUDY_REPORT, RADIOLOGY_CATEGORY } from '#lib/standards/observation-codes.ts';

/**
 * R4 composition-status has no corrected. Entered-in-error "marks that the entire series should not be considered as
 * valid", which is what a withdrawal says.
 */
const DOC_STATUS: Readonly<Record<ReportStatus, NonNullable<DocumentReference['docStatus']>>> = {
  preliminary: 'preliminary',
  final: 'final',
  amended: 'amended',
  corrected: 'amended',
  cancelled: 'entered-in-error',
  'entered-in-error': 'entered-in-error',
};

/**
 * The report as one file, for an EHR that takes documents and no reports (Epic, Oracle Health): one attachment, instants
 * only, no modifierExtension. Each version is a document of its own that replaces the one before it.
 */
export function writeDocumentReference(writing: FhirWriting): DocumentReference {
  const { result, report, options } = writing;
  const [version, signer] = [versionIdentifier(result), signerOf(result)];
  return {
    resourceType: 'DocumentReference',
    meta: aiMeta('sightline-report-document'),
    language: report.locale,
    text: narrative([report.banner, report.title, ...report.study, ...report.impression, report.aiStatement]),
    masterIdentifier: { system: `${options.identifierSystem}/version`, value: version },
    identifier: resultIdentifiers(result, options.identifierSystem, documentIdentifier(result)),
    status: 'current',
    docStatus: DOC_STATUS[result.status],
    type: codeable('Diagnostic imaging study', [IMAGING_STUDY_REPORT]),
    category: [codeable('Clinical Note', [CLINICAL_NOTE]), codeable('Radiology', [RADIOLOGY_CATEGORY])],
    subject: { reference: `Patient/${result.patient.fhirId}` },
    date: result.issuedAt,
    author: [options.documentAuthor ?? deviceReference(writing)],
    ...(signer === undefined ? {} : { authenticator: signerReference(signer) }),
    ...replaces(writing),
    // What a list shows of a document must not look more approved than the document is.
    description: `${report.title}. ${report.banner}. ${report.aiStatement}`,
    content: [{ attachment: writeReportFile(writing) }],
    context: contextOf(writing),
  };
}

export function documentUrn(result: StudyResult): string {
  return entryUrn(`DocumentReference/${versionIdentifier(result)}`);
}

/** By logical id where the destination told it, else by the identifier of that version. */
function replaces({ result, options }: FhirWriting): Pick<DocumentReference, 'relatesTo'> {
  if (result.version === 1) return {};
  const earlier = versionIdentifier({ ...result, version: result.version - 1 });
  const identifier = { system: `${options.identifierSystem}/version`, value: earlier };
  const target = options.earlierDocument ?? { type: 'DocumentReference', identifier };
  return { relatesTo: [{ code: 'replaces', target }] };
}

function contextOf({ result, parts }: FhirWriting): NonNullable<DocumentReference['context']> {
  const { study, order } = result;
  const related: (Reference | undefined)[] = [
    imagingStudyReference(study),
    orderReference(order),
    parts.has('report') ? { reference: reportUrn(result) } : undefined,
  ];
  // Oracle Health takes no date without a time.
  const timed = study.started?.includes('T') === true ? { period: { start: study.started } } : {};
  const encounterId = order?.encounterId;
  return {
    ...(encounterId === undefined ? {} : { encounter: [{ reference: `Encounter/${encounterId}` }] }),
    ...timed,
    related: related.filter((reference) => reference !== undefined),
  };
}
