/** What a film's object says of itself: enough to decide whose it is and whether a model may see it. */
import { AppError } from '#lib/platform/errors.ts';
import { fullYears } from '#lib/standards/full-years.ts';
import type { DataSet } from './parse-data-set.ts';
import { type ParsedDicom, parseDicom } from './parse-dicom.ts';
import {
  readDate,
  readItems,
  readNumber,
  readText,
  readTexts,
  readTime,
  readUnsigned,
  readWholeText,
} from './read-element.ts';
import { readOrientation, readView } from './read-view.ts';

export interface FilmHeader {
  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
  readonly seriesInstanceUid: string;
  readonly studyInstanceUid: string;
  readonly transferSyntaxUid: string;
  readonly patient: FilmPatient;
  readonly accessionNumber?: string;
  readonly modality?: string;
  /** BodyPartExamined, else the anatomic region's meaning; upper case. */
  readonly bodyPart?: string;
  /** AP, PA, FRONTAL (one of the two), or the object's own word in upper case. */
  readonly view?: string;
  /** Where rows and columns run to, e.g. ['L', 'F']. */
  readonly patientOrientation?: readonly [string, string];
  readonly ageYears?: number;
  /** Upper case, e.g. FOR PRESENTATION. */
  readonly presentationIntent?: string;
  readonly presentationLutShape?: string;
  readonly imageType: readonly string[];
  readonly rows: number;
  readonly columns: number;
  readonly numberOfFrames: number;
  readonly photometricInterpretation: string;
  /** YYYY-MM-DD and HH:MM:SS. */
  readonly studyDate?: string;
  readonly studyTime?: string;
  /** Study, series and protocol, as far as they are named. */
  readonly descriptions: readonly string[];
  readonly burnedInAnnotation?: string;
}

export interface FilmPatient {
  readonly id?: string;
  readonly issuer?: string;
  readonly name?: { readonly family: string; readonly given: string };
  /** YYYY-MM-DD */
  readonly birthDate?: string;
  readonly sex?: string;
}

/** @throws AppError film-not-dicom, film-truncated, film-header-unreadable, film-without-identity (refused). */
export function readHeader(bytes: Uint8Array): FilmHeader {
  return headerOf(parseDicom(bytes));
}

export function headerOf({ dataSet, transferSyntaxUid }: ParsedDicom): FilmHeader {
  return {
    ...readIdentity(dataSet),
    transferSyntaxUid,
    patient: readPatient(dataSet),
    ...optional({
      accessionNumber: readText(dataSet, 0x00080050),
      modality: readText(dataSet, 0x00080060)?.toUpperCase(),
      bodyPart: readBodyPart(dataSet),
      view: readView(dataSet),
      patientOrientation: readOrientation(dataSet),
      ageYears: readAge(dataSet),
      presentationIntent: readText(dataSet, 0x00080068)?.toUpperCase(),
      presentationLutShape: readText(dataSet, 0x20500020)?.toUpperCase(),
      studyDate: readDate(dataSet, 0x00080020),
      studyTime: readTime(dataSet, 0x00080030),
      burnedInAnnotation: readText(dataSet, 0x00280301)?.toUpperCase(),
    }),
    imageType: readTexts(dataSet, 0x00080008),
    rows: readUnsigned(dataSet, 0x00280010) ?? 0,
    columns: readUnsigned(dataSet, 0x00280011) ?? 0,
    numberOfFrames: readNumber(dataSet, 0x00280008) ?? 1,
    photometricInterpretation: readText(dataSet, 0x00280004)?.toUpperCase() ?? '',
    descriptions: [0x00081030, 0x0008103e, 0x00181030].flatMap((tag) => readText(dataSet, tag) ?? []),
  };
}

function readIdentity(dataSet: DataSet) {
  const required = (tag: number) => {
    const uid = readText(dataSet, tag);
    if (uid === undefined) throw new AppError('film-without-identity', 'refused', { fields: { tag } });
    return uid;
  };
  return {
    sopClassUid: required(0x00080016),
    sopInstanceUid: required(0x00080018),
    seriesInstanceUid: required(0x0020000e),
    studyInstanceUid: required(0x0020000d),
  };
}

function readPatient(dataSet: DataSet): FilmPatient {
  // PN: alphabetic, ideographic and phonetic groups; components by ^ (DICOM PS3.5 section 6.2.1).
  const [alphabetic = ''] = (readWholeText(dataSet, 0x00100010) ?? '').split('=');
  const [family = '', given = ''] = alphabetic.split('^').map((component) => component.trim());
  return optional({
    id: readText(dataSet, 0x00100020),
    issuer: readText(dataSet, 0x00100021),
    name: family === '' && given === '' ? undefined : { family, given },
    birthDate: readDate(dataSet, 0x00100030),
    sex: readText(dataSet, 0x00100040)?.toUpperCase(),
  });
}

function readBodyPart(dataSet: DataSet): string | undefined {
  const [region] = readItems(dataSet, 0x00082218);
  const part = readText(dataSet, 0x00180015) ?? (region && readText(region, 0x00080104));
  return part?.toUpperCase();
}

/** StudyDate, SeriesDate, AcquisitionDate, ContentDate: a film that lacks one often has another. */
const DAYS_OF_FILM = [0x00080020, 0x00080021, 0x00080022, 0x00080023];

/** PatientAge (AS, or bare years as some write it), else from the dates; in years, months as a fraction. */
function readAge(dataSet: DataSet): number | undefined {
  const match = /^(\d{1,3})([YMWD]?)$/.exec(readText(dataSet, 0x00101010)?.toUpperCase() ?? '');
  const perYear: Readonly<Record<string, number>> = { M: 12, W: 52.18, D: 365.25 };
  if (match !== null) return Number(match[1]) / (perYear[match[2] ?? ''] ?? 1);
  const taken = DAYS_OF_FILM.map((tag) => readDate(dataSet, tag)).find((day) => day !== undefined);
  return fullYears(readDate(dataSet, 0x00100030), taken);
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The entries that have a value. */
function optional<T extends object>(entries: T): Defined<T> {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined)) as Defined<T>;
}
