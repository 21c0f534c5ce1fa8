import type { Execution } from '#inference/contract.ts';
import type { Finding, TriageScore } from '#lib/findings/finding.ts';
import type { DecodedFilm } from '#lib/pixels/decode-frame.ts';
import type { FilmHeader } from '#lib/pixels/read-header.ts';
import type { Preview } from '#lib/pixels/render-preview.ts';

/** A film as it came: decoded, or refused by name. */
export interface RetrievedFilm {
  readonly sopInstanceUid: string;
  readonly seriesInstanceUid: string;
  readonly refused?: string;
  readonly decoded?: DecodedFilm;
}

export interface AnalysedFilm {
  readonly sopInstanceUid: string;
  readonly seriesInstanceUid: string;
  readonly outcome: 'analysed' | 'refused';
  readonly reason?: string;
  readonly header?: FilmHeader;
  readonly preview?: Preview;
  readonly findings: readonly Finding[];
  readonly triage?: TriageScore;
  readonly execution?: Execution;
}
