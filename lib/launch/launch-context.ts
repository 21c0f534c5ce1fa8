/** What a token response says of the launch besides its patient (SMART 2.2, "Scopes for requesting context data"). */
import { z } from 'zod';
import { smartStyleSchema } from './read-smart-style.ts';

const text = z.string().min(1).max(2000);
/** An EHR's own extension may have any shape: a member that isn't what the standard says is as good as absent. */
const optional = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);

const contextReferenceSchema = z.object({
  reference: optional(text),
  type: optional(text),
  role: optional(text),
});

/** As it is kept with the session. */
export const launchContextSchema = z.object({
  intent: optional(text),
  tenant: optional(text),
  /** False where the EHR shows whose chart it is around our page. */
  needPatientBanner: optional(z.boolean()),
  /** Ids of ImagingStudy and ServiceRequest resources that the launch is about. */
  imagingStudyIds: z.array(text).default([]),
  serviceRequestIds: z.array(text).default([]),
  style: optional(smartStyleSchema),
});
export type LaunchContext = z.infer<typeof launchContextSchema>;

const responseSchema = z.object({
  intent: optional(text),
  tenant: optional(text),
  need_patient_banner: optional(z.boolean()),
  smart_style_url: optional(z.url({ protocol: /^https?$/ }).max(2000)),
  fhirContext: optional(z.array(z.unknown()).max(200)),
});

export interface ReadContext {
  readonly context: LaunchContext;
  readonly styleUrl: string | undefined;
}

export function readLaunchContext(tokenResponse: object): ReadContext {
  const { smart_style_url: styleUrl, fhirContext = [], ...said } = responseSchema.parse(tokenResponse);
  return {
    context: {
      intent: said.intent,
      tenant: said.tenant,
      needPatientBanner: said.need_patient_banner,
      imagingStudyIds: idsOf('ImagingStudy', fhirContext),
      serviceRequestIds: idsOf('ServiceRequest', fhirContext),
    },
    styleUrl,
  };
}

/** Those that the launch is about: other roles than the default "launch" say how else a resource belongs to it. */
function idsOf(type: string, entries: readonly unknown[]): string[] {
  const pattern = new RegExp(`(?:^|/)${type}/([A-Za-z0-9.-]{1,64})$`);
  return entries.flatMap((entry) => {
    const parsed = contextReferenceSchema.safeParse(entry);
    if (!parsed.success || (parsed.data.role ?? 'launch') !== 'launch') return [];
    return pattern.exec(parsed.data.reference ?? '')?.[1] ?? [];
  });
}
