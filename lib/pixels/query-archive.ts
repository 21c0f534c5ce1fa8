/** QIDO-RS: what an archive lists, page by page (DICOM PS3.18 section 10.6). */
import { AppError, toAppError } from '#lib/platform/errors.ts';
import type { QidoRow } from '#lib/studies/qido-row.ts';
import { type Archive, askArchive } from './ask-archive.ts';
import { parseDicomJson } from './parse-dicom-json.ts';
import { readWhole } from './read-bytes.ts';

export interface ArchiveQuery {
  /** Below the root, e.g. `/studies`. */
  readonly path: string;
  /** Matching keys and their values. */
  readonly match?: Readonly<Record<string, string>>;
  /** Tags that are wanted beside those that every answer holds. */
  readonly include: readonly string[];
  /** Tags by which rows differ; a row that comes twice is one. */
  readonly identity: readonly string[];
  /** How many rows the EHR counted: where fewer come, the archive may have cut its answer short. */
  readonly expected?: number;
}

interface Page {
  readonly rows: readonly QidoRow[];
  /** The archive says that there is more (DICOM PS3.18 section 8.3.4.4). */
  readonly warned: boolean;
}

const MAX_PAGE_BYTES = 16 * 1024 * 1024;
/** Asked for because archives cap an unlimited answer silently, some of them at 100. */
const PAGE_ROWS = 5000;
const ROWS_AT_MOST = 20_000;

/**
 * Every match once. @throws AppError study-too-large and what askArchive throws: an archive that finds nothing may
 * answer with an empty list or as study-not-found.
 */
export async function queryArchive(archive: Archive, query: ArchiveQuery): Promise<readonly QidoRow[]> {
  const found = new Map<string, QidoRow>();
  const { ask, first } = await askFirstPage(archive, query);
  let page: Page = first;
  for (let received = 0; ;) {
    const known = found.size;
    for (const row of page.rows) {
      const key = query.identity.map((tag) => row.get(tag)?.join('\\') ?? '').join(' ');
      if (!found.has(key)) found.set(key, row);
    }
    received += page.rows.length;
    if (received > ROWS_AT_MOST)
      throw new AppError('study-too-large', 'permanent', { fields: { instances: received } });
    const isCut = page.warned || page.rows.length >= PAGE_ROWS || found.size < (query.expected ?? 0);
    // An archive that knows no offset sends the same page for ever.
    if (!isCut || found.size === known) return [...found.values()];
    page = await askNextPage(ask, received);
  }
}

type AskPage = (offset: number) => Promise<Page>;

/** An archive that refuses to include a tag still has its own choice of them. */
async function askFirstPage(archive: Archive, query: ArchiveQuery): Promise<{ ask: AskPage; first: Page }> {
  const full: AskPage = (offset) => askPage(archive, query, offset);
  const bare: AskPage = (offset) => askPage(archive, { ...query, include: [] }, offset);
  try {
    return { ask: full, first: await full(0) };
  } catch (thrown) {
    if (toAppError(thrown).fields['status'] !== 400 || query.include.length === 0) throw thrown;
    return { ask: bare, first: await bare(0) };
  }
}

/** Past the last row some archives know nothing any more, or call the question wrong. */
async function askNextPage(ask: AskPage, offset: number): Promise<Page> {
  try {
    return await ask(offset);
  } catch (thrown) {
    const { code, fields } = toAppError(thrown);
    if (code === 'study-not-found' || fields['status'] === 400) return { rows: [], warned: false };
    throw thrown;
  }
}

function askPage(archive: Archive, { path, match, include }: ArchiveQuery, offset: number): Promise<Page> {
  const parameters = new URLSearchParams(match);
  for (const tag of include) parameters.append('includefield', tag);
  parameters.set('limit', String(PAGE_ROWS));
  if (offset > 0) parameters.set('offset', String(offset));
  // Archives that read `+` as it stands are met more often than such that don't know %20.
  const text = parameters.toString().replaceAll('+', '%20');
  return askArchive(archive, `${path}?${text}`, 'application/dicom+json', async (response) => ({
    rows:
      response.status === 204
        ? []
        : parseDicomJson(Buffer.from(await readWhole(response, MAX_PAGE_BYTES)).toString('utf8')),
    warned: /^\s*299\b/.test(response.headers.get('warning') ?? ''),
  }));
}
