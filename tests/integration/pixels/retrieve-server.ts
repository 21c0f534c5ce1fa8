import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  retrieveInstances,
  type RetrievalRequest,
  type RetrievedInstance,
} from '#lib/pixels/retrieve-instances.ts';
import type { StudyInstanceUid } from '#lib/standards/identifiers.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export const FILM = new Uint8Array(300_000).fill(7);
export const STUDY = '1.2.3' as StudyInstanceUid;
const stops: (() => void)[] = [];

/** For afterEach: ends every server of the test. */
export function stopServers(): void {
  for (const stop of stops.splice(0)) stop();
}

/** A DICOMweb root made by hand. */
export async function serve(handler: Handler): Promise<string> {
  const server = createServer(handler).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  stops.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/dicom-web/`;
}

/** One row of a QIDO-RS answer; `more` by tag. */
export function row(number: number, more: Readonly<Record<string, readonly unknown[]>> = {}): object {
  const values: Readonly<Record<string, readonly unknown[]>> = {
    '00080016': ['1.2.840.10008.5.1.4.1.1.1'],
    '00080018': [`1.2.3.${String(number)}`],
    '00080060': ['DX'],
    '0020000E': ['1.2.3'],
    ...more,
  };
  return Object.fromEntries(Object.entries(values).map(([tag, Value]) => [tag, { vr: 'UN', Value }]));
}

export function listed(instances: number, sopClass?: string): string {
  const more = sopClass === undefined ? {} : { '00080016': [sopClass] };
  return JSON.stringify(Array.from({ length: instances }, (_, i) => row(i + 1, more)));
}

export function sendFilm(response: ServerResponse, body: Uint8Array = FILM): void {
  response.writeHead(200, { 'content-type': 'multipart/related; type="application/dicom"; boundary="x y"' });
  response.write('\r\n--x y\r\nContent-Type: application/dicom\r\n\r\n');
  response.write(body);
  response.end('\r\n--x y--\r\n');
}

export const isList = (request: IncomingMessage): boolean => request.url?.includes('/instances?') === true;

export function archive(
  instances: number,
  onFilm: Handler = (_, response) => {
    sendFilm(response);
  },
): Handler {
  return (request, response) => {
    if (isList(request)) response.end(listed(instances));
    else onFilm(request, response);
  };
}

export const requestOf = (root: string, more: Partial<RetrievalRequest> = {}): RetrievalRequest => ({
  root,
  studyInstanceUid: STUDY,
  authorization: () => Promise.resolve('Bearer t'),
  ...more,
});

export function retrieve(root: string, more: Partial<RetrievalRequest> = {}): Promise<RetrievedInstance[]> {
  return Array.fromAsync(retrieveInstances(requestOf(root, more)));
}
