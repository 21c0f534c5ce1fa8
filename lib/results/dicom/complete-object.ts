import { element, instanceItem, type DataElement, type DataSet } from './data-set.ts';

/** Patient and General Study modules (PS3.3 C.7.1.1, C.7.2.1), as the object's study bears them: type 2 or better, then the rest. */
const REQUIRED: readonly (readonly [tag: string, vr: string])[] = [
  ['00100010', 'PN'],
  ['00100020', 'LO'],
  ['00100030', 'DA'],
  ['00100040', 'CS'],
  ['00080020', 'DA'],
  ['00080030', 'TM'],
  ['00080050', 'SH'],
  ['00080090', 'PN'],
  ['00200010', 'SH'],
];
const OPTIONAL = [
  '00100021', // Issuer of Patient ID
  '00100024', // Issuer of Patient ID Qualifiers
  '00080051', // Issuer of Accession Number
  '00081030', // Study Description
  '00080201', // Timezone Offset From UTC
];

/**
 * The object with the patient and study that its first film bears in the archive now, so that it lies beside the film, the
 * moment of writing (at the films' offset from UTC, else `localOffset`, as `+0100`: PS3.3 C.12.1.1.8), and the films that
 * it was made of. A film's values are taken as they stand.
 */
export function completeObject(
  object: DataSet,
  films: readonly DataSet[],
  { issuedAt, localOffset }: { readonly issuedAt: string; readonly localOffset: string },
): DataSet {
  const [film = {}] = films;
  const offset = textOf(film['00080201']) ?? localOffset;
  const { date, time } = wallClock(issuedAt, offset);
  return {
    ...object,
    ...Object.fromEntries(REQUIRED.map(([tag, vr]) => [tag, plain(film[tag]) ?? element(vr)])),
    ...Object.fromEntries(
      OPTIONAL.flatMap((tag): [string, DataElement][] => {
        const value = plain(film[tag]);
        return value === undefined ? [] : [[tag, value]];
      }),
    ),
    '00080023': element('DA', date),
    '00080033': element('TM', time),
    ...(object['00420011'] === undefined ? {} : { '00420013': element('SQ', ...films.flatMap(sourceOf)) }),
  };
}

/** The note without the reports that the archive does not hold; undefined where it holds none, and nothing has to be taken back. */
export function keepReferences(note: DataSet, stored: ReadonlySet<string>): DataSet | undefined {
  const [evidence] = itemsOf(note['0040A375']);
  const [series] = itemsOf(evidence?.['00081115']);
  const kept = itemsOf(series?.['00081199']).filter((item) => stored.has(textOf(item['00081155']) ?? ''));
  if (kept.length === 0) return undefined;
  const content = itemsOf(note['0040A730']).filter((item) => {
    const [reference] = itemsOf(item['00081199']);
    return reference === undefined || stored.has(textOf(reference['00081155']) ?? '');
  });
  return {
    ...note,
    '0040A375': element('SQ', {
      ...evidence,
      '00081115': element('SQ', { ...series, '00081199': element('SQ', ...kept) }),
    }),
    '0040A730': element('SQ', ...content),
  };
}

function sourceOf(film: DataSet): DataSet[] {
  const [sopClass, instance] = [textOf(film['00080016']), textOf(film['00080018'])];
  return sopClass === undefined || instance === undefined ? [] : [instanceItem(sopClass, instance)];
}

/** What says something; bulk data is not followed. */
function plain(value: DataElement | undefined): DataElement | undefined {
  return value?.Value === undefined || value.Value.length === 0
    ? undefined
    : { vr: value.vr, Value: value.Value };
}

function itemsOf(sequence: DataElement | undefined): DataSet[] {
  return (sequence?.Value ?? []) as DataSet[];
}

export function textOf(value: DataElement | undefined): string | undefined {
  const first = value?.Value?.[0];
  return typeof first === 'string' ? first.trim() : undefined;
}

/** DA and TM at an offset such as `-0500`. */
function wallClock(instant: string, offset: string): { date: string; time: string } {
  const [, sign = '+', hours = '0', minutes = '0'] = /^([+-])(\d{2})(\d{2})$/.exec(offset) ?? [];
  const shiftMs = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  const digits = new Date(Date.parse(instant) + shiftMs).toISOString().replaceAll(/[^0-9]/g, '');
  return { date: digits.slice(0, 8), time: digits.slice(8, 14) };
}
