import { z } from 'zod';
import { IDENTIFIER_TYPE } from '#lib/standards/code-systems.ts';
import { IDENTIFIER_TYPES } from '#lib/standards/hl7-tables.ts';

/** Only what Sightline reads of each resource (FHIR R4); unknown parts pass, wrong ones are refused. */
const identifierSchema = z.object({
  system: z.string().optional(),
  value: z.string().optional(),
  type: z
    .object({
      coding: z.array(z.object({ system: z.string().optional(), code: z.string().optional() })).optional(),
    })
    .optional(),
});
const referenceSchema = z.object({ reference: z.string().optional() });
const codeableConceptSchema = z.object({
  coding: z
    .array(
      z.object({
        system: z.string().optional(),
        code: z.string().optional(),
        display: z.string().optional(),
      }),
    )
    .optional(),
  text: z.string().optional(),
});

export const patientSchema = z.object({
  resourceType: z.literal('Patient'),
  id: z.string(),
  identifier: z.array(identifierSchema).default([]),
  name: z
    .array(
      z.object({
        use: z.string().optional(),
        text: z.string().optional(),
        family: z.string().optional(),
        given: z.array(z.string()).optional(),
      }),
    )
    .default([]),
  birthDate: z.string().optional(),
  gender: z.enum(['male', 'female', 'other', 'unknown']).optional(),
  link: z.array(z.object({ type: z.string().optional(), other: referenceSchema.optional() })).default([]),
});
export type FhirPatient = z.infer<typeof patientSchema>;

export const imagingStudySchema = z.object({
  resourceType: z.literal('ImagingStudy'),
  id: z.string(),
  status: z.string(),
  identifier: z.array(identifierSchema).default([]),
  subject: referenceSchema,
  encounter: referenceSchema.optional(),
  started: z.string().optional(),
  description: z.string().optional(),
  numberOfInstances: z.number().optional(),
  modality: z.array(z.object({ code: z.string().optional() })).default([]),
  basedOn: z.array(referenceSchema).default([]),
  endpoint: z.array(referenceSchema).default([]),
  contained: z.array(z.looseObject({ id: z.string().optional() })).default([]),
  series: z
    .array(
      z.object({
        modality: z.object({ code: z.string().optional() }).optional(),
        endpoint: z.array(referenceSchema).default([]),
      }),
    )
    .default([]),
});
export type FhirImagingStudy = z.infer<typeof imagingStudySchema>;

export const endpointSchema = z.object({
  resourceType: z.literal('Endpoint'),
  id: z.string(),
  status: z.string(),
  connectionType: z.object({ code: z.string().optional() }),
  address: z.string(),
});
export type FhirEndpoint = z.infer<typeof endpointSchema>;

export const serviceRequestSchema = z.object({
  resourceType: z.literal('ServiceRequest'),
  id: z.string(),
  subject: referenceSchema,
  status: z.string().optional(),
  authoredOn: z.string().optional(),
  identifier: z.array(identifierSchema).default([]),
  code: codeableConceptSchema.optional(),
});
export type FhirServiceRequest = z.infer<typeof serviceRequestSchema>;

export const diagnosticReportSchema = z.object({
  resourceType: z.literal('DiagnosticReport'),
  id: z.string(),
  subject: referenceSchema,
  status: z.string().optional(),
  effectiveDateTime: z.string().optional(),
  issued: z.string().optional(),
  identifier: z.array(identifierSchema).default([]),
});

export const bundleSchema = z.object({
  resourceType: z.literal('Bundle'),
  link: z.array(z.object({ relation: z.string(), url: z.string() })).default([]),
  entry: z.array(z.object({ resource: z.looseObject({ resourceType: z.string() }).optional() })).default([]),
});

/** The identifier value of this v2-0203 type (PLAC, FILL, ACSN, …). */
export function identifierOfType(
  identifiers: readonly z.infer<typeof identifierSchema>[],
  type: string,
): string | undefined {
  return identifiers.find((each) => each.type?.coding?.some((coding) => coding.code === type))?.value;
}

/** All accession numbers among them: an EHR may type them with a code of v2-0203, or name no code system. */
export function accessionNumbersOf(identifiers: readonly z.infer<typeof identifierSchema>[]): string[] {
  return identifiers.flatMap(({ type, value }) => {
    const isAccession = type?.coding?.some(
      ({ system, code }) =>
        code === IDENTIFIER_TYPES.accession && (system ?? IDENTIFIER_TYPE) === IDENTIFIER_TYPE,
    );
    return isAccession && value !== undefined && value.trim() !== '' ? [value.trim()] : [];
  });
}
