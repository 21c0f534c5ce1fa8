/** Who launched: the id_token's fhirUser (SMART 2.2, "Scopes for requesting identity data"), read in the EHR. */
import { z } from 'zod';
import { AppError } from '#lib/platform/errors.ts';
import type { Site } from '#lib/platform/sites.ts';
import type { Identity } from './verify-id-token.ts';

export interface LaunchUser {
  /** `Practitioner/…`, relative to the site's FHIR base. */
  readonly reference?: string;
  readonly name?: string;
}

const TIMEOUT_MS = 5000;
const nameSchema = z.object({
  text: z.string().optional(),
  prefix: z.array(z.string()).default([]),
  given: z.array(z.string()).default([]),
  family: z.string().optional(),
});
const userSchema = z.object({
  name: z.array(nameSchema).optional().catch(undefined),
  practitioner: z.object({ display: z.string().optional() }).optional().catch(undefined),
});

/**
 * A patient or a relative gets nothing: what a model says is for clinicians. Throws AppError `user-not-clinician`. That
 * the EHR does not let the resource be read leaves the id_token's own name.
 */
export async function resolveUser(site: Site, identity: Identity, accessToken: string): Promise<LaunchUser> {
  const { fhirUser } = identity;
  const name = identity.name === undefined ? {} : { name: identity.name };
  if (fhirUser === undefined) return name;
  const reference = relativeReference(site, fhirUser);
  const type = /(?:^|\/)([A-Z][A-Za-z]+)\/[A-Za-z0-9.-]{1,64}$/.exec(fhirUser)?.[1];
  if (type !== 'Practitioner' && type !== 'PractitionerRole')
    throw new AppError('user-not-clinician', 'refused', { fields: { site: site.id } });
  // Another server's practitioner is not asked for: the token is for this one.
  if (reference === undefined) return name;
  const read = await readName(`${trimSlash(site.fhir.issuer)}/${reference}`, accessToken);
  return { reference, ...(read === undefined ? name : { name: read }) };
}

function relativeReference(site: Site, fhirUser: string): string | undefined {
  const base = `${trimSlash(site.fhir.issuer)}/`;
  const relative = fhirUser.startsWith(base) ? fhirUser.slice(base.length) : fhirUser;
  return /^(Practitioner|PractitionerRole)\/[A-Za-z0-9.-]{1,64}$/.test(relative) ? relative : undefined;
}

async function readName(url: string, accessToken: string): Promise<string | undefined> {
  try {
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${accessToken}`, accept: 'application/fhir+json' },
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return response.ok ? displayName(userSchema.parse(await response.json())) : undefined;
  } catch {
    return undefined;
  }
}

function displayName({ name: [first] = [], practitioner }: z.infer<typeof userSchema>): string | undefined {
  if (first === undefined) return practitioner?.display;
  const parts = [...first.prefix, ...first.given, first.family].filter((part) => part !== undefined);
  return first.text ?? (parts.length === 0 ? undefined : parts.join(' '));
}

function trimSlash(url: string): string {
  return url.replace(/\/+$/, '');
}
