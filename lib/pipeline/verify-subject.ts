import { z } from 'zod';
import { AppError } from '#lib/platform/errors.ts';

const bundleSchema = z.object({
  entry: z.array(
    z.object({
      resource: z.looseObject({
        resourceType: z.string(),
        subject: z.object({ reference: z.string() }).optional(),
      }),
    }),
  ),
});
const WITH_SUBJECT = new Set(['DiagnosticReport', 'Observation']);

/** The last look before the first byte: every report and observation in the bundle is this patient's. Throws AppError `patient-mismatch`. */
export function verifyFhirSubject(body: string, patientId: string): void {
  const { entry } = bundleSchema.parse(JSON.parse(body));
  const foreign = entry.some(
    ({ resource }) =>
      WITH_SUBJECT.has(resource.resourceType) && resource.subject?.reference !== `Patient/${patientId}`,
  );
  if (foreign) throw new AppError('patient-mismatch', 'permanent');
}
