/** The DICOM JSON model (PS3.18 annex F): tag in upper case hex to value representation and values. */
import type { CodedConcept } from '#lib/standards/coded-concept.ts';
import { DCM, LOINC } from '#lib/standards/code-systems.ts';

export interface DataElement {
  readonly vr: string;
  readonly Value?: readonly unknown[] | undefined;
  /** Base64. */
  readonly InlineBinary?: string | undefined;
}
export type DataSet = Readonly<Record<string, DataElement>>;

export function element(vr: string, ...values: readonly unknown[]): DataElement {
  return values.length === 0 ? { vr } : { vr, Value: values };
}

/** PS3.16 section 8: what DICOM calls the code systems. */
const DESIGNATORS: Readonly<Record<string, string>> = { [DCM]: 'DCM', [LOINC]: 'LN' };

/** Code Sequence macro (PS3.3 table 8.8-1). */
export function codeItem({ system, code, display = '' }: CodedConcept): DataSet {
  const designator = DESIGNATORS[system];
  if (designator === undefined) throw new Error(`no designator for ${system}`);
  return {
    '00080100': element('SH', code),
    '00080102': element('SH', designator),
    '00080104': element('LO', display),
  };
}

/** SOP Instance Reference macro (PS3.3 table 10-11). */
export function instanceItem(sopClassUid: string, sopInstanceUid: string): DataSet {
  return { '00081150': element('UI', sopClassUid), '00081155': element('UI', sopInstanceUid) };
}
