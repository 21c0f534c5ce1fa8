import { pickLocale } from '#lib/i18n/locales.ts';
import type { OutgoingDocument } from '#lib/outbox/enqueue-documents.ts';
import type { Site } from '#lib/platform/sites.ts';
import type { StudyResult } from '#lib/results/study-result.ts';
import { makePdf } from './make-pdf.ts';
import { routeResults, type RoutedDestination } from './route-results.ts';
import type { WorkerContext } from './worker-context.ts';
import { writeDocuments } from './write-documents.ts';

export interface WrittenVersion {
  readonly documents: readonly OutgoingDocument[];
  /** By which way each destination gets it, and why so. */
  readonly told: readonly RoutedDestination[];
}

/** The newest version of a result, as it goes out: nothing of it is kept or sent yet. Throws AppErrors of the writers. */
export async function writeVersion(
  { readStatement, log }: Pick<WorkerContext, 'readStatement' | 'log'>,
  site: Site,
  versions: readonly [StudyResult, ...StudyResult[]],
): Promise<WrittenVersion> {
  const [result] = versions;
  const pdf = await makePdf(result, pickLocale({ chosen: site.language }), log);
  const { taken, told } = await routeResults(site, readStatement);
  return { documents: writeDocuments(versions, site, taken, pdf), told };
}
