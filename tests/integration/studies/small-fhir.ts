import type { ReadFhir } from '#lib/studies/read-fhir.ts';
import { fhirReader } from '#lib/studies/read-fhir.ts';
import { listenHttp, sendJson } from '#tests/integration/launch/listen-http.ts';

export interface SmallFhir {
  readonly url: string;
  readonly asked: string[];
  readonly read: ReadFhir;
  /** What it answers, by path and query below /fhir/: a number is a status, a text is sent as it is; all else is 404. */
  answers: Record<string, unknown>;
  close(): Promise<void>;
}

/** A FHIR server that says what a test tells it to, over real HTTP. */
export async function openSmallFhir(): Promise<SmallFhir> {
  const peer = await listenHttp((request, response) => {
    const answer = server.answers[decodeURIComponent((request.url ?? '').replace(/^\/fhir\//, ''))];
    if (typeof answer === 'number') response.writeHead(answer).end('{}');
    else if (typeof answer === 'string') response.end(answer);
    else sendJson(response, answer ?? {}, answer === undefined ? 404 : 200);
  });
  const { url, asked } = peer;
  const read = fhirReader(`${url}/fhir`, fetch);
  const server: SmallFhir = { url, asked, read, answers: {}, close: () => peer.close() };
  return server;
}

export const SYSTEM = 'urn:oid:1.2.3.4';

export function bundle(...resources: unknown[]) {
  return { resourceType: 'Bundle', entry: resources.map((resource) => ({ resource })) };
}

export function patient(id: string, value = 'MRN-1', system = SYSTEM) {
  return { resourceType: 'Patient', id, identifier: [{ system, value }] };
}
