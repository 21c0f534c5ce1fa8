import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context } from 'hono';
import type { ArchiveEnv } from './archive-env.ts';
import type { Archive, ArchiveAccess } from './archive.ts';
import { ArchiveRefusal, readDicomHeader } from './dicom-header.ts';
import type { JsonDataset } from './dicom-json.ts';
import { splitMultipart } from './multipart.ts';
import { urlOf } from './retrieve.ts';
import type { StoredInstance } from './stored-instance.ts';

/** DICOM PS3.18 table I.1-1, warning and failure reasons. */
const CANNOT_UNDERSTAND = 0xc000;
const NOT_AUTHORIZED = 0x0124;
const ELEMENTS_COERCED = 0xb000;

type Outcome =
  | { readonly stored: StoredInstance }
  | { readonly failure: number; readonly uid?: string; readonly sopClassUid?: string };

/** STOW-RS. The answer is the Store Instances Response Module: 200 all stored, 202 some, 409 none. */
export async function storeInstances(
  c: Context<ArchiveEnv>,
  archive: Archive,
  access: ArchiveAccess,
  archiveUrl: string,
): Promise<Response> {
  const contentType = c.req.header('content-type') ?? '';
  if (!/^multipart\/related/i.test(contentType))
    return c.json({ error: 'STOW-RS takes multipart/related; type="application/dicom"' }, 415);
  const bodies = splitMultipart(contentType, Buffer.from(await c.req.arrayBuffer()));
  if (bodies === undefined || bodies.length === 0)
    return c.json({ error: 'the multipart body cannot be read' }, 400);
  const mayWrite = async (study: string): Promise<boolean> =>
    [undefined, study].includes(c.req.param('study')) && access.mayReadStudy(c.get('grant'), study);
  const outcomes = await Promise.all(bodies.map((body) => storeOne(archive, body, mayWrite)));
  const failed = outcomes.filter((outcome) => 'failure' in outcome).length;
  const status = failed === 0 ? 200 : failed < outcomes.length ? 202 : 409;
  return c.json(describeOutcomes(outcomes, archiveUrl), status, { 'content-type': 'application/dicom+json' });
}

async function storeOne(
  archive: Archive,
  body: Buffer,
  mayWrite: (study: string) => Promise<boolean>,
): Promise<Outcome> {
  const path = join(archive.storeFolder, `${randomUUID()}.dcm`);
  try {
    const { studyInstanceUid, sopInstanceUid, sopClassUid } = readDicomHeader(body);
    if (!(await mayWrite(studyInstanceUid)))
      return { failure: NOT_AUTHORIZED, uid: sopInstanceUid, sopClassUid };
    await writeFile(path, body);
    const stored = archive.store.add(path, body);
    if (stored.path !== path) await rm(path);
    return { stored };
  } catch (thrown) {
    if (thrown instanceof ArchiveRefusal) return { failure: CANNOT_UNDERSTAND };
    throw thrown;
  }
}

function describeOutcomes(outcomes: readonly Outcome[], archiveUrl: string): JsonDataset {
  const referenced = outcomes.flatMap((outcome) =>
    'stored' in outcome ? [describeStored(outcome.stored, archiveUrl)] : [],
  );
  const failed = outcomes.flatMap((outcome) =>
    'failure' in outcome
      ? [
          {
            ...reference(outcome.sopClassUid, outcome.uid),
            '00081197': { vr: 'US', Value: [outcome.failure] },
          },
        ]
      : [],
  );
  return {
    ...(referenced.length === 0 ? {} : { '00081199': { vr: 'SQ', Value: referenced } }),
    ...(failed.length === 0 ? {} : { '00081198': { vr: 'SQ', Value: failed } }),
  };
}

function describeStored(stored: StoredInstance, archiveUrl: string): JsonDataset {
  const { sopClassUid, sopInstanceUid } = stored.header;
  const isCoerced = Object.keys(stored.coerced).length > 0;
  return {
    ...reference(sopClassUid, sopInstanceUid),
    '00081190': { vr: 'UR', Value: [urlOf(stored, archiveUrl)] },
    ...(isCoerced ? { '00081196': { vr: 'US', Value: [ELEMENTS_COERCED] } } : {}),
  };
}

function reference(sopClassUid: string | undefined, sopInstanceUid: string | undefined): JsonDataset {
  return {
    ...(sopClassUid === undefined ? {} : { '00081150': { vr: 'UI', Value: [sopClassUid] } }),
    ...(sopInstanceUid === undefined ? {} : { '00081155': { vr: 'UI', Value: [sopInstanceUid] } }),
  };
}
