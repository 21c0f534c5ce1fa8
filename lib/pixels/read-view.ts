/** From which side the film was taken, wherever the object says it. */
import type { DataSet } from './parse-data-set.ts';
import { readItems, readText, readWholeText } from './read-element.ts';

/**
 * ViewPosition's own term (AP, PA, LL, ...), else what other attributes say in its terms; FRONTAL where only the
 * orientation shows that the film is one of AP and PA. Undefined where nothing tells.
 */
export function readView(dataSet: DataSet): string | undefined {
  return (
    readText(dataSet, 0x00185101)?.toUpperCase() ??
    readCodedView(dataSet) ??
    readMisplacedView(dataSet) ??
    readOrientedView(dataSet)
  );
}

/** View Code Sequence (0054,0220), by its meaning: CID 4010 has more codes than there are views to tell apart. */
function readCodedView(dataSet: DataSet): string | undefined {
  const [item] = readItems(dataSet, 0x00540220);
  const meaning = item === undefined ? undefined : readText(item, 0x00080104)?.toLowerCase();
  if (meaning === undefined) return undefined;
  if (/lateral|oblique|axial/.test(meaning)) return meaning.toUpperCase();
  if (/postero-?\s?anterior/.test(meaning)) return 'PA';
  if (/antero-?\s?posterior/.test(meaning)) return 'AP';
  return /frontal/.test(meaning) ? 'FRONTAL' : meaning.toUpperCase();
}

/** Secondary captures of films carry the view in PatientPosition, whose own terms (HFS, FFP, ...) never read AP or PA. */
function readMisplacedView(dataSet: DataSet): string | undefined {
  const position = readText(dataSet, 0x00185100)?.toUpperCase();
  return position === 'AP' || position === 'PA' ? position : undefined;
}

/** Rows that run from side to side and columns that run to the feet show the chest from the front or the back. */
function readOrientedView(dataSet: DataSet): string | undefined {
  const orientation = readOrientation(dataSet);
  if (orientation === undefined) return undefined;
  return /^[LR]$/.test(orientation[0]) && /^F/.test(orientation[1]) ? 'FRONTAL' : undefined;
}

/** Patient Orientation (0020,0020): where the rows and the columns run to. */
export function readOrientation(dataSet: DataSet): readonly [string, string] | undefined {
  const [row = '', column = ''] = (readWholeText(dataSet, 0x00200020) ?? '').toUpperCase().split('\\');
  return row.trim() === '' || column.trim() === '' ? undefined : [row.trim(), column.trim()];
}
