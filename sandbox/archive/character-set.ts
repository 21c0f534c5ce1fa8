import type { DataSet } from 'dicom-parser';

/** DICOM PS3.3 C.12.1.1.2 defined terms, as the WHATWG labels that TextDecoder knows. */
const LABELS: Readonly<Record<string, string>> = {
  'ISO_IR 100': 'windows-1252',
  'ISO_IR 101': 'iso-8859-2',
  'ISO_IR 109': 'iso-8859-3',
  'ISO_IR 110': 'iso-8859-4',
  'ISO_IR 144': 'iso-8859-5',
  'ISO_IR 127': 'iso-8859-6',
  'ISO_IR 126': 'iso-8859-7',
  'ISO_IR 138': 'iso-8859-8',
  'ISO_IR 148': 'windows-1254',
  'ISO_IR 166': 'windows-874',
  'ISO_IR 13': 'shift_jis',
  'ISO 2022 IR 87': 'iso-2022-jp',
  'ISO 2022 IR 149': 'euc-kr',
  'ISO_IR 192': 'utf-8',
  GB18030: 'gb18030',
  GBK: 'gbk',
};

/** Decodes text bytes as the object's Specific Character Set says; its last term wins where code extensions are used. */
export function decoderFor(dataSet: DataSet): (bytes: Uint8Array) => string {
  const terms = (dataSet.string('x00080005') ?? '').split('\\').map((term) => term.trim());
  const term = terms.findLast((candidate) => candidate in LABELS) ?? 'ISO_IR 100';
  const decoder = new TextDecoder(LABELS[term]);
  return (bytes) => decoder.decode(bytes);
}
