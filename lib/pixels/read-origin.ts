/** What a film's header says of how it came about, beside what readHeader tells. */
import type { DataSet } from './parse-data-set.ts';
import { parseDicom } from './parse-dicom.ts';
import { readItems, readText } from './read-element.ts';

export interface FilmOrigin {
  readonly seriesDescription?: string;
  /** Of a secondary capture (DICOM PS3.3 C.8.6.1); upper case. */
  readonly conversionType?: string;
  /** SOP Instance UIDs of the Source Image Sequence (DICOM PS3.3 C.7.6.1.1.4). */
  readonly sources: readonly string[];
  /** Date and time of the acquisition as they are written, to be compared and not read. */
  readonly acquired?: string;
}

/** @throws AppError film-not-dicom, film-truncated, film-header-unreadable (refused). */
export function readOrigin(bytes: Uint8Array): FilmOrigin {
  const { dataSet } = parseDicom(bytes);
  const seriesDescription = readText(dataSet, 0x0008103e);
  const conversionType = readText(dataSet, 0x00080064)?.toUpperCase();
  const acquired = readAcquired(dataSet);
  return {
    ...(seriesDescription === undefined ? {} : { seriesDescription }),
    ...(conversionType === undefined ? {} : { conversionType }),
    ...(acquired === undefined ? {} : { acquired }),
    sources: readItems(dataSet, 0x00082112).flatMap((item) => readText(item, 0x00081155) ?? []),
  };
}

/** Acquisition DateTime, else date and time apart; fractions of a second are written by one maker and not by another. */
function readAcquired(dataSet: DataSet): string | undefined {
  const whole = readText(dataSet, 0x0008002a);
  const [date, time] = [readText(dataSet, 0x00080022), readText(dataSet, 0x00080032)];
  const text = whole ?? (date === undefined || time === undefined ? undefined : date + time);
  return text?.slice(0, 14);
}
