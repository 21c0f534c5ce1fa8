import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { ArchiveEnv } from './archive-env.ts';
import type { Archive, ArchiveAccess } from './archive.ts';
import { queryInstances, UnknownQueryKey } from './query.ts';
import type { QueryLevel } from './query.ts';
import { retrieveBulkData, retrieveFrames, retrieveInstances, retrieveMetadata } from './retrieve.ts';
import { storeInstances } from './store-instances.ts';
import type { StoredInstance } from './stored-instance.ts';

/** DICOMweb (DICOM PS3.18) under /dicom-web, behind what the hospital's manners ask for. */
export function createArchiveApp(
  archive: Archive,
  access: ArchiveAccess,
  archiveUrl: string,
): Hono<ArchiveEnv> {
  const app = new Hono<ArchiveEnv>();
  app.get('/', (c) =>
    c.text(
      'Image archive of the stand-in hospital: for demo and tests, not a real hospital, no real patients.\n',
    ),
  );
  const dicomWeb = new Hono<ArchiveEnv>();
  dicomWeb.use(failAsTold(archive), requireToken(access), requireStudyAccess(access));
  addQueries(dicomWeb, archive, access, archiveUrl);
  addRetrievals(dicomWeb, archive, archiveUrl);
  dicomWeb.post('/studies', (c) => storeInstances(c, archive, access, archiveUrl));
  dicomWeb.post('/studies/:study', (c) => storeInstances(c, archive, access, archiveUrl));
  app.route('/dicom-web', dicomWeb);
  app.notFound((c) => c.json({ error: 'no such DICOMweb resource' }, 404));
  app.onError((error, c) =>
    error instanceof UnknownQueryKey
      ? c.json({ error: `query key not supported: ${error.message}` }, 400)
      : c.json({ error: 'the archive failed unexpectedly' }, 500),
  );
  return app;
}

function failAsTold(archive: Archive) {
  return createMiddleware<ArchiveEnv>(async (c, next) => {
    if (archive.condition === 'up') return next();
    if (archive.condition === 'drop') c.env.incoming.socket.destroy();
    return c.json({ error: 'the archive is down' }, 503);
  });
}

function requireToken(access: ArchiveAccess) {
  return createMiddleware<ArchiveEnv>(async (c, next) => {
    const grant = access.authorize(c.req.header('authorization'));
    if (grant === undefined) {
      c.header('WWW-Authenticate', access.challenge);
      return c.json({ error: 'these credentials are missing or wrong' }, 401);
    }
    c.set('grant', grant);
    return next();
  });
}

function requireStudyAccess(access: ArchiveAccess) {
  return createMiddleware<ArchiveEnv>(async (c, next) => {
    const study = /\/dicom-web\/studies\/([^/]+)/.exec(c.req.path)?.[1];
    if (study === undefined || c.req.method === 'POST' || (await access.mayReadStudy(c.get('grant'), study)))
      return next();
    return c.json({ error: 'the token is bound to another patient' }, 403);
  });
}

function addQueries(
  app: Hono<ArchiveEnv>,
  archive: Archive,
  access: ArchiveAccess,
  archiveUrl: string,
): void {
  const paths: readonly (readonly [path: string, level: QueryLevel])[] = [
    ['/studies', 'studies'],
    ['/series', 'series'],
    ['/instances', 'instances'],
    ['/studies/:study/series', 'series'],
    ['/studies/:study/instances', 'instances'],
    ['/studies/:study/series/:series/instances', 'instances'],
  ];
  for (const [path, level] of paths) {
    app.get(path, async (c) => {
      const addressed = archive.store.instances.filter(
        ({ header }) =>
          [undefined, header.studyInstanceUid].includes(c.req.param('study')) &&
          [undefined, header.seriesInstanceUid].includes(c.req.param('series')),
      );
      const visible = await filterVisible(addressed, (study) => access.mayReadStudy(c.get('grant'), study));
      const found = queryInstances(visible, level, new URL(c.req.url).searchParams, archiveUrl);
      return c.json(found, 200, { 'content-type': 'application/dicom+json' });
    });
  }
}

async function filterVisible(
  instances: readonly StoredInstance[],
  mayRead: (study: string) => Promise<boolean>,
): Promise<readonly StoredInstance[]> {
  const studies = [...new Set(instances.map(({ header }) => header.studyInstanceUid))];
  const verdicts = new Map(
    await Promise.all(studies.map(async (study) => [study, await mayRead(study)] as const)),
  );
  return instances.filter(({ header }) => verdicts.get(header.studyInstanceUid) === true);
}

function addRetrievals(app: Hono<ArchiveEnv>, archive: Archive, archiveUrl: string): void {
  const study = '/studies/:study';
  const series = `${study}/series/:series`;
  const instance = `${series}/instances/:instance`;
  for (const level of [study, series, instance]) {
    app.get(level, (c) => retrieveInstances(c, archive, archiveUrl));
    app.get(`${level}/metadata`, (c) => retrieveMetadata(c, archive, archiveUrl));
  }
  app.get(`${instance}/frames/:frames`, (c) => retrieveFrames(c, archive));
  app.get(`${instance}/bulkdata/:tag`, (c) => retrieveBulkData(c, archive));
}
