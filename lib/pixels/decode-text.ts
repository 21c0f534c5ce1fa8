/** Specific Character Set (0008,0005): DICOM PS3.3 section C.12.1.1.2. */

/** Defined term -> WHATWG encoding label. Terms with code extensions (ISO 2022) start from the same sets. */
const ENCODINGS: Readonly<Record<string, string>> = {
  'ISO_IR 13': 'shift_jis',
  'ISO_IR 100': 'iso-8859-1',
  'ISO_IR 101': 'iso-8859-2',
  'ISO_IR 109': 'iso-8859-3',
  'ISO_IR 110': 'iso-8859-4',
  'ISO_IR 126': 'iso-8859-7',
  'ISO_IR 127': 'iso-8859-6',
  'ISO_IR 138': 'iso-8859-8',
  'ISO_IR 144': 'iso-8859-5',
  'ISO_IR 148': 'windows-1254',
  'ISO_IR 166': 'windows-874',
  'ISO_IR 192': 'utf-8',
  'ISO_IR 203': 'iso-8859-15',
  'ISO 2022 IR 58': 'gb18030',
  'ISO 2022 IR 87': 'iso-2022-jp',
  'ISO 2022 IR 149': 'euc-kr',
  'ISO 2022 IR 159': 'iso-2022-jp',
  GB18030: 'gb18030',
  GBK: 'gbk',
};
const DEFAULT_ENCODING = 'iso-8859-1';

/** The escape sequences by which ISO 2022 designates a set; Node's Korean and Chinese decoders don't know them. */
// eslint-disable-next-line no-control-regex -- ESC is what a designation starts with
const DESIGNATION = /\u001B[$()\-./]+[0-9A-Za-z]/g;

export function decodeText(bytes: Uint8Array, characterSet: string | undefined): string {
  const encoding = encodingOf(characterSet);
  const text = new TextDecoder(encoding).decode(bytes);
  return encoding === 'iso-2022-jp' ? text : text.replaceAll(DESIGNATION, '');
}

/** Of several sets the last known one: the first is then the plain one that every other contains. */
function encodingOf(characterSet: string | undefined): string {
  const terms = (characterSet ?? '').split('\\').map((term) => term.trim().toUpperCase());
  const known = terms.flatMap(
    (term) => ENCODINGS[term] ?? ENCODINGS[term.replace('ISO 2022 IR', 'ISO_IR')] ?? [],
  );
  return known.at(-1) ?? DEFAULT_ENCODING;
}
