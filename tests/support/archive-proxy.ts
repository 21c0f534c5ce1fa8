import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a test does to the archive's answer to one request for an instance's bytes. */
export type Tamper = (sopInstanceUid: string) => Promise<Uint8Array | undefined> | Uint8Array | undefined;

/** Stands between Sightline and the archive, and gives a test its hand on single films. */
export interface ArchiveProxy {
  /** DICOMweb root. */
  readonly root: string;
  /** Called before an instance is passed on: it may wait, and may give other bytes than the archive has. */
  tamper: Tamper | undefined;
  /** What becomes of requests for a study: it looks empty, the archive is down, or it breaks the connection. */
  readonly studies: Map<string, 'empty' | 'down' | 'drop'>;
  /** Studies that have been moved in the archive: under which PatientID its lists show them. */
  readonly moved: Map<string, string>;
  /** Studies whose films name another patient than the lists do. */
  readonly relabelled: Map<string, string>;
  /** Studies whose lists of instances are empty: the index lags behind. */
  readonly unlisted: Set<string>;
  /** Lists all instances of a study, whichever was asked for. */
  ignoresKeys: boolean;
  /** How many of the next objects are stored without anybody hearing of it. */
  losing: number;
  /** How many of the next objects are read and never stored. */
  swallowing: number;
  close(): Promise<void>;
}

export async function startArchiveProxy(archiveUrl: string): Promise<ArchiveProxy> {
  const state = {
    tamper: undefined as Tamper | undefined,
    studies: new Map<string, 'empty' | 'down' | 'drop'>(),
    moved: new Map<string, string>(),
    relabelled: new Map<string, string>(),
    unlisted: new Set<string>(),
    ignoresKeys: false,
    losing: 0,
    swallowing: 0,
  };
  const server = createServer((request, response) => {
    void pass(request, response).catch(() => response.destroy());
  });
  const pass = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = (request.url ?? '').replace(/^\/dicom-web/, '');
    const condition = studiesOf(path)
      .map((study) => state.studies.get(study))
      .find((each) => each !== undefined);
    if (condition === 'drop') throw new Error('dropped, as it was told');
    if (condition !== undefined) {
      response.writeHead(condition === 'empty' ? 204 : 503).end();
      return;
    }
    const listed = /\/studies\/([^/?]+)\/instances(?=\?|$)/.exec(path);
    if (state.unlisted.has(listed?.[1] ?? '')) {
      response.writeHead(204).end();
      return;
    }
    const instance = /\/instances\/([^/?]+)$/.exec(path)?.[1];
    const other = instance === undefined ? undefined : await state.tamper?.(instance);
    const isStore = request.method === 'POST';
    if (isStore && state.swallowing > 0) {
      state.swallowing -= 1;
      await Array.fromAsync(request);
      throw new Error('read, and never stored');
    }
    const asked = state.ignoresKeys && listed !== null ? listed[0] : path;
    const answer = await fetch(archiveUrl + asked, {
      ...(isStore ? { method: 'POST', body: Buffer.concat(await Array.fromAsync(request)) } : {}),
      headers: {
        ...(isStore ? { 'content-type': request.headers['content-type'] ?? '' } : {}),
        accept: request.headers.accept ?? '*/*',
        ...(request.headers.authorization === undefined
          ? {}
          : { authorization: request.headers.authorization }),
      },
    });
    if (isStore && state.losing > 0) {
      state.losing -= 1;
      throw new Error('stored, and not said so');
    }
    const isList = answer.ok && !isStore && (answer.headers.get('content-type') ?? '').includes('json');
    const bytes = isList
      ? Buffer.from(rename(await answer.text(), path.endsWith('/metadata') ? state.relabelled : state.moved))
      : new Uint8Array(await answer.arrayBuffer());
    if (other === undefined || !answer.ok) {
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
      response.end(bytes);
      return;
    }
    response.writeHead(200, { 'content-type': 'application/dicom' }).end(other);
  };
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return Object.assign(state, {
    root: `http://127.0.0.1:${String(port)}/dicom-web`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  });
}

type Row = Record<string, { vr: string; Value?: unknown[] }>;

function rename(list: string, moved: ReadonlyMap<string, string>): string {
  if (moved.size === 0 || list === '') return list;
  const rows = (JSON.parse(list) as Row[]).map((row) => {
    const owner = moved.get(String(row['0020000D']?.Value?.[0]));
    return owner === undefined ? row : { ...row, '00100020': { vr: 'LO', Value: [owner] } };
  });
  return JSON.stringify(rows);
}

/** Of the path, or of what a search asks for. */
function studiesOf(path: string): string[] {
  const named = /\/studies\/([^/?]+)/.exec(path)?.[1];
  return named === undefined ? [...new URL(path, 'http://archive').searchParams.values()] : [named];
}
