import type { IncomingMessage, ServerResponse } from 'node:http';
import { listenHttp, sendJson, type HttpPeer } from '#tests/integration/launch/listen-http.ts';

interface Stored {
  readonly resourceType: string;
  readonly id: string;
  readonly meta: { readonly versionId: string };
  readonly identifier?: readonly { readonly system?: string; readonly value?: string }[];
  readonly [element: string]: unknown;
}

/** What it does to one request: answer by the book, or something else. Undefined: by the book. */
export type Misbehaviour = (
  request: { readonly method: string; readonly path: string; readonly count: number },
  response: ServerResponse,
  work: () => Stored | undefined,
) => boolean;

/** A FHIR server with neither transactions nor conditional create: it files what it gets, as often as it gets it. */
export interface PlainFhirServer {
  readonly base: string;
  readonly stored: Stored[];
  readonly asked: readonly string[];
  misbehave: Misbehaviour;
  close(): Promise<void>;
}

export async function openPlainFhirServer(
  answers: 'location' | 'body' | 'nothing' = 'location',
): Promise<PlainFhirServer> {
  const stored: Stored[] = [];
  const state: { misbehave: Misbehaviour } = { misbehave: () => false };
  let count = 0;
  const peer: HttpPeer = await listenHttp((request, response, body) => {
    count += 1;
    const path = (request.url ?? '').replace(/^\/fhir\/?/, '');
    const method = request.method ?? '';
    let done: Stored | undefined;
    const work = () => (done ??= method === 'GET' ? undefined : keep(stored, request, path, body));
    if (state.misbehave({ method, path, count }, response, work)) return;
    if (method === 'GET') answerRead(stored, path, response);
    else answerWrite(work(), response, answers, method);
  });
  return {
    base: `${peer.url}/fhir`,
    stored,
    asked: peer.asked,
    get misbehave() {
      return state.misbehave;
    },
    set misbehave(misbehaviour) {
      state.misbehave = misbehaviour;
    },
    close: () => peer.close(),
  };
}

function keep(stored: Stored[], request: IncomingMessage, path: string, body: string): Stored | undefined {
  const resource = JSON.parse(body) as Stored;
  const [, id] = path.split('/');
  if (request.method === 'POST') {
    const made = { ...resource, id: `n${String(stored.length + 1)}`, meta: { versionId: '1' } };
    stored.push(made);
    return made;
  }
  const at = stored.findIndex((each) => each.id === id);
  const old = stored[at];
  if (old && request.headers['if-match'] !== `W/"${old.meta.versionId}"`) return undefined;
  const next = {
    ...resource,
    id: id ?? '',
    meta: { versionId: String(Number(old?.meta.versionId ?? '0') + 1) },
  };
  if (old) stored[at] = next;
  else stored.push(next);
  return next;
}

function answerRead(stored: readonly Stored[], path: string, response: ServerResponse): void {
  const [type, query] = path.split('?');
  if (query === undefined) {
    const found = stored.find((each) => `${each.resourceType}/${each.id}` === path);
    sendJson(response, found ?? { resourceType: 'OperationOutcome' }, found ? 200 : 404);
    return;
  }
  const sought = new URLSearchParams(query).get('identifier');
  const entry = stored
    .filter(({ resourceType }) => resourceType === type)
    .filter(({ identifier = [] }) =>
      identifier.some(({ system, value }) => `${system ?? ''}|${value ?? ''}` === sought),
    )
    .map((resource) => ({ resource }));
  sendJson(response, { resourceType: 'Bundle', type: 'searchset', entry });
}

function answerWrite(
  made: Stored | undefined,
  response: ServerResponse,
  answers: 'location' | 'body' | 'nothing',
  method: string,
): void {
  if (!made) {
    sendJson(response, { resourceType: 'OperationOutcome' }, 412);
    return;
  }
  if (answers === 'location')
    response.setHeader('location', `/fhir/${made.resourceType}/${made.id}/_history/${made.meta.versionId}`);
  sendJson(response, answers === 'body' ? made : {}, method === 'POST' ? 201 : 200);
}
