import { readFile } from 'node:fs/promises';
import type { Context } from 'hono';
import type { ArchiveEnv } from './archive-env.ts';
import type { Archive } from './archive.ts';
import { parseFile } from './dicom-header.ts';
import { toDicomJson } from './dicom-json.ts';
import { acceptsFrame, acceptsInstance, frameMediaType } from './media-type.ts';
import { multipartResponse } from './multipart.ts';
import type { Part } from './multipart.ts';
import { readFrame, readInstance } from './stored-instance.ts';
import type { StoredInstance } from './stored-instance.ts';

type ArchiveContext = Context<ArchiveEnv>;

/** WADO-RS of a study, series or instance: multipart/related of whole Part 10 files, in the syntax they are stored in. */
export function retrieveInstances(c: ArchiveContext, archive: Archive, archiveUrl: string): Response {
  const found = findAddressed(c, archive);
  if (found.length === 0) return notFound(c);
  const accept = c.req.header('accept');
  const unacceptable = found.find(({ header }) => !acceptsInstance(accept, header.transferSyntaxUid));
  if (unacceptable !== undefined) return notAcceptable(c, unacceptable);
  const parts = found.map((instance) => ({
    contentType: `application/dicom; transfer-syntax=${instance.header.transferSyntaxUid}`,
    contentLocation: urlOf(instance, archiveUrl),
    read: () => readInstance(instance),
  }));
  return multipartResponse('application/dicom', parts);
}

export async function retrieveMetadata(
  c: ArchiveContext,
  archive: Archive,
  archiveUrl: string,
): Promise<Response> {
  const found = findAddressed(c, archive);
  if (found.length === 0) return notFound(c);
  const metadata = found.map(async (instance) =>
    toDicomJson(await readFile(instance.path), instance.coerced, urlOf(instance, archiveUrl)),
  );
  return c.json(await Promise.all(metadata), 200, { 'content-type': 'application/dicom+json' });
}

/** `/frames/1,3`: numbers count from one. */
export function retrieveFrames(c: ArchiveContext, archive: Archive): Response {
  const [instance] = findAddressed(c, archive);
  if (instance === undefined) return notFound(c);
  const numbers = (c.req.param('frames') ?? '').split(',').map(Number);
  if (!numbers.every((number) => Number.isInteger(number) && number >= 1)) {
    return c.json({ error: 'frame numbers are whole numbers from 1' }, 400);
  }
  const frames = numbers
    .map((number) => instance.header.frames[number - 1])
    .filter((frame) => frame !== undefined);
  if (frames.length < numbers.length) return c.json({ error: 'the instance has no such frame' }, 404);
  if (!acceptsFrame(c.req.header('accept'), instance.header.transferSyntaxUid))
    return notAcceptable(c, instance);
  return framesResponse(instance, frames);
}

/** Pixel data leaves as its frames; any other element that the metadata points to, as its value. */
export async function retrieveBulkData(c: ArchiveContext, archive: Archive): Promise<Response> {
  const [instance] = findAddressed(c, archive);
  const tag = (c.req.param('tag') ?? '').toLowerCase();
  if (instance === undefined) return notFound(c);
  if (tag === '7fe00010' && instance.header.frames.length > 0)
    return framesResponse(instance, instance.header.frames);
  const dataSet = parseFile(await readFile(instance.path));
  const element = dataSet.elements[`x${tag}`];
  if (element === undefined) return c.json({ error: 'the instance has no such bulk data' }, 404);
  const bytes = Buffer.from(
    dataSet.byteArray.subarray(element.dataOffset, element.dataOffset + element.length),
  );
  const part: Part = { contentType: 'application/octet-stream', read: () => Promise.resolve([bytes]) };
  return multipartResponse('application/octet-stream', [part]);
}

function framesResponse(instance: StoredInstance, frames: StoredInstance['header']['frames']): Response {
  const { type, transferSyntaxUid } = frameMediaType(instance.header.transferSyntaxUid);
  const parts = frames.map((frame) => ({
    contentType: `${type}; transfer-syntax=${transferSyntaxUid}`,
    read: () => readFrame(instance, frame),
  }));
  return multipartResponse(type, parts);
}

function findAddressed(c: ArchiveContext, archive: Archive): readonly StoredInstance[] {
  return archive.store.find(c.req.param('study') ?? '', c.req.param('series'), c.req.param('instance'));
}

export function urlOf({ header }: StoredInstance, archiveUrl: string): string {
  return `${archiveUrl}/studies/${header.studyInstanceUid}/series/${header.seriesInstanceUid}/instances/${header.sopInstanceUid}`;
}

function notFound(c: ArchiveContext): Response {
  return c.json({ error: 'the archive holds no such study, series or instance' }, 404);
}

function notAcceptable(c: ArchiveContext, instance: StoredInstance): Response {
  const stored = instance.header.transferSyntaxUid;
  return c.json(
    { error: `stored as ${stored}, and this archive does not transcode: ask for transfer-syntax=*` },
    406,
  );
}
