/** The accession numbers by which an EHR without ImagingStudy still names a patient's studies. */
import { AppError } from '#lib/platform/errors.ts';
import type { z } from 'zod';
import { accessionNumbersOf, diagnosticReportSchema, serviceRequestSchema } from './fhir-schemas.ts';
import { orderOf } from './order-of-request.ts';
import { searchResources, type ReadFhir } from './read-fhir.ts';
import { relativeReference } from './resolve-reference.ts';
import type { StudyReference } from './study-reference.ts';

export interface KnownAccession {
  readonly accessionNumber: string;
  /** When it was ordered or reported, as the EHR writes it. */
  readonly at?: string;
  /** Where an order names the number. */
  readonly order?: NonNullable<StudyReference['order']>;
}

/** Each is a question to the archive, and somebody waits: of a long history the newest are asked for. */
const NEWEST = 100;
/** Imaging as US Core and HL7 v2 call it; asked for first, because all reports of a long stay are thousands. */
const IMAGING_ORDERS = 'http://snomed.info/sct|363679005';
const IMAGING_REPORTS = 'http://loinc.org|LP29684-5,http://terminology.hl7.org/CodeSystem/v2-0074|RAD';
const VOID = new Set(['entered-in-error', 'draft']);

/**
 * Of the patient's ServiceRequests and DiagnosticReports, newest first, each number once. An EHR that does not serve
 * the one or the other, or not to us, names none there. Throws AppError `ehr-unreachable`, `token-expired`.
 */
export async function listAccessions(read: ReadFhir, patientId: string): Promise<KnownAccession[]> {
  const orders = await listOf(read, patientId, 'ServiceRequest', IMAGING_ORDERS, serviceRequestSchema);
  const reports = await listOf(read, patientId, 'DiagnosticReport', IMAGING_REPORTS, diagnosticReportSchema);
  const known: KnownAccession[] = [
    ...orders.flatMap((request) =>
      accessionNumbersOf(request.identifier).map((accessionNumber) => ({
        accessionNumber,
        ...(request.authoredOn === undefined ? {} : { at: request.authoredOn }),
        order: orderOf(request),
      })),
    ),
    ...reports.flatMap(({ identifier, effectiveDateTime, issued }) => {
      const at = effectiveDateTime ?? issued;
      return accessionNumbersOf(identifier).map((accessionNumber) => ({
        accessionNumber,
        ...(at === undefined ? {} : { at }),
      }));
    }),
  ];
  const once = new Map<string, KnownAccession>();
  // Orders stand first: where both name a number, it comes with the order's other numbers.
  for (const each of known) if (!once.has(each.accessionNumber)) once.set(each.accessionNumber, each);
  return [...once.values()].sort((a, b) => (b.at ?? '').localeCompare(a.at ?? '')).slice(0, NEWEST);
}

interface OfPatient {
  readonly subject: { readonly reference?: string | undefined };
  readonly status?: string | undefined;
  readonly identifier: Parameters<typeof accessionNumbersOf>[0];
}

/** Imaging alone, else all of them: not every EHR sorts into these categories, or lets them be searched by. */
async function listOf<T extends OfPatient>(
  read: ReadFhir,
  patientId: string,
  type: string,
  category: string,
  schema: z.ZodType<T>,
): Promise<T[]> {
  const all = `${type}?patient=${encodeURIComponent(patientId)}`;
  for (const path of [`${all}&category=${encodeURIComponent(category)}`, all]) {
    const found = (await searchIfServed(read, path, schema)).filter(
      ({ subject, status, identifier }) =>
        relativeReference(subject.reference, read.base) === `Patient/${patientId}` &&
        !VOID.has(status ?? '') &&
        accessionNumbersOf(identifier).length > 0,
    );
    if (found.length > 0) return found;
  }
  return [];
}

/** That an EHR says no, or answers what is no search, closes no chart; that it is away for a moment is no answer. */
async function searchIfServed<T>(read: ReadFhir, path: string, schema: z.ZodType<T>): Promise<T[]> {
  try {
    return await searchResources(read, path, schema);
  } catch (thrown) {
    const isAnswer =
      thrown instanceof AppError && (thrown.code === 'ehr-refused' || thrown.code === 'ehr-answer-broken');
    const status = thrown instanceof AppError ? thrown.fields['status'] : undefined;
    if (isAnswer || status === 501) return [];
    throw thrown;
  }
}
