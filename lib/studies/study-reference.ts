import { z } from 'zod';
import { isUid, type StudyInstanceUid } from '#lib/standards/identifiers.ts';

/** One imaging study of one patient, and where its pixels are. Stored with the analysis, hence a schema. */
export const studyReferenceSchema = z.object({
  studyInstanceUid: z
    .string()
    .refine(isUid)
    .transform((uid) => uid as StudyInstanceUid),
  patientId: z.string(),
  imagingStudyId: z.string().optional(),
  /** Endpoints' addresses as the EHR states them; which of them may be called, sites.json says. */
  endpoints: z.array(z.string()),
  /** Why the EHR names Endpoints and no address came of them. */
  endpointProblem: z.literal('endpoint-unusable').optional(),
  accessionNumber: z.string().optional(),
  started: z.string().optional(),
  description: z.string().optional(),
  modalities: z.array(z.string()),
  instanceCount: z.number().optional(),
  encounterId: z.string().optional(),
  order: z
    .object({
      serviceRequestId: z.string().optional(),
      placerOrderNumber: z.string().optional(),
      fillerOrderNumber: z.string().optional(),
      universalServiceId: z.object({ code: z.string(), text: z.string(), system: z.string() }).optional(),
      visitNumber: z.string().optional(),
    })
    .optional(),
});
export type StudyReference = z.infer<typeof studyReferenceSchema>;
