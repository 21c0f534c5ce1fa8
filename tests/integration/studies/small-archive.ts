import { listenHttp, sendJson } from '#tests/integration/launch/listen-http.ts';

/** One study as the archive lists it, by attribute. */
export type ListedStudy = Readonly<Record<string, string>>;

const TAGS: Readonly<Record<string, string>> = {
  StudyInstanceUID: '0020000D',
  PatientID: '00100020',
  IssuerOfPatientID: '00100021',
  PatientBirthDate: '00100030',
  AccessionNumber: '00080050',
};

export interface SmallArchive {
  readonly root: string;
  /** The matching keys of each question, in order. */
  readonly asked: Record<string, string>[];
  studies: ListedStudy[];
  /** A status instead of an answer, where a question is like this. */
  refuse: (match: ListedStudy) => number | undefined;
  close(): Promise<void>;
}

/** QIDO-RS for studies over real HTTP: matches literally. */
export async function openSmallArchive(): Promise<SmallArchive> {
  const asked: Record<string, string>[] = [];
  const peer = await listenHttp((request, response) => {
    const query = [...new URL(request.url ?? '', 'http://archive').searchParams];
    const match = Object.fromEntries(query.filter(([name]) => name in TAGS));
    asked.push(match);
    const status = archive.refuse(match);
    if (status !== undefined) return void response.writeHead(status).end();
    const found = archive.studies.filter((study) =>
      Object.entries(match).every(([name, value]) => study[name] === value),
    );
    sendJson(response, found.map(toDicomJson));
  });
  const archive: SmallArchive = {
    root: `${peer.url}/dicom-web`,
    asked,
    studies: [],
    refuse: () => undefined,
    close: () => peer.close(),
  };
  return archive;
}

function toDicomJson(study: ListedStudy): object {
  return Object.fromEntries(
    Object.entries(study).map(([name, value]) => [TAGS[name] ?? name, { vr: 'LO', Value: [value] }] as const),
  );
}
