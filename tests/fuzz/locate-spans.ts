/** Where everything of a sound file lies: what the mutations aim at. */
import { createRequire } from 'node:module';
import type * as DicomParser from 'dicom-parser';
import { type Encoding, hasLongLength } from './encode-element.ts';

export interface Span {
  /** xggggeeee */
  readonly tag: string;
  readonly kind: 'element' | 'sequence' | 'item' | 'fragment' | 'offset-table';
  readonly depth: number;
  /** Of the tag's first byte, the length field, the value, and what follows. */
  readonly start: number;
  readonly lengthAt: number;
  readonly lengthBytes: 2 | 4;
  readonly valueAt: number;
  readonly end: number;
  readonly vr?: string;
  readonly encoding: Encoding;
}

const { parseDicom } = createRequire(import.meta.url)('dicom-parser') as typeof DicomParser;
const IMPLICIT = '1.2.840.10008.1.2';
const BIG_ENDIAN = '1.2.840.10008.1.2.2';
const META_ENCODING = { explicit: true, littleEndian: true };

/** Empty where the file is not one that can be taken apart (no preamble, deflated). */
export function locateSpans(bytes: Uint8Array): Span[] {
  try {
    const dataSet = parseDicom(bytes);
    const syntax = dataSet.string('x00020010');
    const encoding = { explicit: syntax !== IMPLICIT, littleEndian: syntax !== BIG_ENDIAN };
    return spansOf(dataSet, encoding, 0).toSorted((a, b) => a.start - b.start);
  } catch {
    return [];
  }
}

export function encodingOf(spans: readonly Span[]): Encoding {
  return spans.at(-1)?.encoding ?? META_ENCODING;
}

function spansOf(dataSet: DicomParser.DataSet, encoding: Encoding, depth: number): Span[] {
  return Object.values(dataSet.elements).flatMap((element) => {
    const own = element.tag.startsWith('x0002') ? META_ENCODING : encoding;
    const items = (element.items ?? []).flatMap((item) => [
      spanOf(item, 'item', depth + 1, own),
      ...(item.dataSet === undefined ? [] : spansOf(item.dataSet, encoding, depth + 1)),
    ]);
    const kind = element.items === undefined ? 'element' : 'sequence';
    return [spanOf(element, kind, depth, own), ...items, ...fragmentsOf(element, own)];
  });
}

function spanOf(element: DicomParser.Element, kind: Span['kind'], depth: number, encoding: Encoding): Span {
  const { tag, dataOffset, length, vr } = element;
  const short = kind !== 'item' && encoding.explicit && !hasLongLength(vr ?? 'UN');
  const head = kind !== 'item' && encoding.explicit && !short ? 12 : 8;
  return {
    ...{ tag, kind, depth, encoding },
    start: dataOffset - head,
    lengthAt: dataOffset - (short ? 2 : 4),
    lengthBytes: short ? 2 : 4,
    valueAt: dataOffset,
    end: dataOffset + length,
    ...(vr !== undefined && { vr }),
  };
}

/** The offset table is the first item of encapsulated pixel data (DICOM PS3.5 section A.4). */
function fragmentsOf(element: DicomParser.Element, encoding: Encoding): Span[] {
  if (element.fragments === undefined) return [];
  const tableLength = 4 * (element.basicOffsetTable?.length ?? 0);
  const pieces = element.fragments.map(({ position, length }) => ({ at: position, length }));
  return [{ at: element.dataOffset + 8, length: tableLength }, ...pieces].map(({ at, length }, index) => ({
    ...{ tag: 'xfffee000', depth: 1, encoding, lengthBytes: 4 as const },
    kind: index === 0 ? 'offset-table' : 'fragment',
    start: at - 8,
    lengthAt: at - 4,
    valueAt: at,
    end: at + length,
  }));
}
