import dicomParser from 'dicom-parser';
import type { DataSet, Element, Fragment } from 'dicom-parser';

/** Where the bytes of one frame lie in the file: one span when native, one for each fragment when encapsulated. */
export type FrameRange = readonly { readonly offset: number; readonly length: number }[];

/** DICOM PS3.5 section 8 and A.4. An object without pixels, or whose frames can't be told apart, gives none. */
export function locateFrames(dataSet: DataSet, numberOfFrames: number): readonly FrameRange[] {
  const element = dataSet.elements['x7fe00010'];
  if (element === undefined || element.length === 0) return [];
  return element.encapsulatedPixelData === true
    ? locateEncapsulated(dataSet, element, numberOfFrames)
    : locateNative(dataSet, element, numberOfFrames);
}

function locateNative(dataSet: DataSet, element: Element, numberOfFrames: number): readonly FrameRange[] {
  const samples =
    (dataSet.uint16('x00280010') ?? 0) *
    (dataSet.uint16('x00280011') ?? 0) *
    (dataSet.uint16('x00280002') ?? 1);
  const length = (samples * (dataSet.uint16('x00280100') ?? 8)) / 8;
  if (!Number.isInteger(length) || length === 0 || length * numberOfFrames > element.length) return [];
  return Array.from({ length: numberOfFrames }, (_, index) => [
    { offset: element.dataOffset + index * length, length },
  ]);
}

function locateEncapsulated(
  dataSet: DataSet,
  element: Element,
  numberOfFrames: number,
): readonly FrameRange[] {
  const fragments = element.fragments ?? [];
  if (numberOfFrames === 1) return [fragments.map(toSpan)];
  if (fragments.length === numberOfFrames) return fragments.map((fragment) => [toSpan(fragment)]);
  const starts = offsetTable(dataSet, element);
  if (starts.length !== numberOfFrames) return [];
  return starts.map((start, index) => {
    const end = starts[index + 1] ?? Number.POSITIVE_INFINITY;
    return fragments.filter((fragment) => fragment.offset >= start && fragment.offset < end).map(toSpan);
  });
}

function offsetTable(dataSet: DataSet, element: Element): readonly number[] {
  const table = element.basicOffsetTable ?? [];
  if (table.length > 0) return table;
  try {
    return dicomParser.createJPEGBasicOffsetTable(dataSet, element);
  } catch {
    return [];
  }
}

function toSpan(fragment: Fragment): { offset: number; length: number } {
  return { offset: fragment.position, length: fragment.length };
}
