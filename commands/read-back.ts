import { z } from 'zod';
import type { TokenSource } from '#lib/launch/authorized-fetch.ts';
import type { Demo } from './start-demo.ts';

const resourceSchema = z.object({
  resourceType: z.string(),
  id: z.string(),
  status: z.string(),
  docStatus: z.string().optional(),
});
const searchSchema = z.object({
  entry: z.array(z.object({ resource: z.object({ id: z.string() }) })).default([]),
});
const messagesSchema = z.array(z.object({ controlId: z.string(), ack: z.string(), receipts: z.number() }));

/** What really stands at the destinations, asked of them and not of ourselves. */
export interface ReadBack {
  /** The reference, if the EHR has this resource and calls it preliminary. */
  readonly resource: (reference: string) => Promise<string | undefined>;
  /** The engine's own record of this message. */
  readonly message: (controlId: string) => Promise<{ controlId: string; ack: string } | undefined>;
  /** Ids of the patient's imaging orders in the EHR. */
  readonly serviceRequests: (patientId: string) => Promise<string[]>;
}

export function openReadBack(demo: Pick<Demo, 'hospital'>, tokens: TokenSource): ReadBack {
  const { fhirUrl, ehrUrl } = demo.hospital;
  const get = async (path: string): Promise<unknown> => {
    const response = await fetch(`${fhirUrl}/${path}`, {
      headers: { authorization: `Bearer ${await tokens()}` },
    });
    return response.ok ? response.json() : undefined;
  };
  return {
    async resource(reference) {
      const parsed = resourceSchema.safeParse(await get(reference));
      if (!parsed.success || (parsed.data.docStatus ?? parsed.data.status) !== 'preliminary')
        return undefined;
      return `${parsed.data.resourceType}/${parsed.data.id}`;
    },
    async message(controlId) {
      const messages = messagesSchema.parse(await (await fetch(`${ehrUrl}/sandbox/engine/messages`)).json());
      const found = messages.find((message) => message.controlId === controlId);
      return found && { controlId: found.controlId, ack: found.ack };
    },
    async serviceRequests(patientId) {
      const bundle = searchSchema.parse(await get(`ServiceRequest?subject=Patient/${patientId}`));
      return bundle.entry.map(({ resource }) => resource.id);
    },
  };
}
