import type { StudyResult } from '#lib/results/study-result.ts';
import { uuidOfName } from '#lib/standards/name-uuid.ts';

/** The stable identities of a result's parts. All derive from the analysis, so that writing again writes the same. */

/** Business identifier of the report: the same in every version. */
export function reportIdentifier(result: StudyResult): string {
  return result.analysisId;
}

/** Business identifier of one finding: the same in every version. */
export function findingIdentifier(result: StudyResult, label: string): string {
  return `${result.analysisId}.${label}`;
}

/** Business identifier of the report as a file: the same in every version. */
export function documentIdentifier(result: StudyResult): string {
  return `${result.analysisId}.document`;
}

/** Which version this is, as an identifier of its own: read back, it tells a stale version from the current one. */
export function versionIdentifier({
  analysisId,
  version,
}: Pick<StudyResult, 'analysisId' | 'version'>): string {
  return `${analysisId}.v${version}`;
}

/** `urn:uuid:` by which one entry of a Bundle refers to another. */
export function entryUrn(name: string): string {
  return `urn:uuid:${uuidOfName(name)}`;
}
