/** What each attribute may be set to: the edges of its kind, and what lies beyond them. */
import { MARKED_PATIENT } from './bases/base.ts';
import type { Attribute } from './bases/write-object.ts';

const us = (...values: number[]) => values.map((value) => [value]);
const DECIMALS = [
  ...['0', '-1', '1', '0.5', '1e-320', '1e308', '-1e308', '1e400', 'NaN', 'Infinity', '-Infinity', ''],
  ...['abc', '0x10', '1,5', '\\\\', '1\\2\\3', '1e308\\1e308', '   ', '+', '--1', '9'.repeat(400)],
];
const WHOLE = [
  ...[
    '0',
    '-1',
    '1',
    '2',
    '3',
    '100',
    '65536',
    '2147483647',
    '2147483648',
    '1e308',
    '1.5',
    'NaN',
    '',
    ' ',
    '1\\2',
  ],
];
const PAIRS = [
  '0\\0',
  '-1\\-1',
  'NaN\\NaN',
  '1e308\\1e-308',
  '',
  '1',
  '\\',
  '1e-320\\1e-320',
  '0.1\\0.1\\0.1',
];
const UIDS = ['', '1', 'abc', MARKED_PATIENT, '1.'.repeat(30_000), '../../etc/passwd', '1.2.3\0.4', '1..2'];
const TERMS = ['', 'X', '\\\\', 'MONOCHROME1', 'IDENTITY', 'INVERSE', MARKED_PATIENT, 'é', ' CHEST '];
const TIMES = [
  '',
  '20260231',
  '00000000',
  '99999999',
  '2026',
  'abcdefgh',
  '20260301-20260302',
  '999Y',
  '-01Y',
];

const KNOWN_SYNTAXES = [
  '.1 .1.99 .1.98 .2 .5 .6.1 .8.1 .4.50 .4.51 .4.53 .4.55 .4.57 .4.70 .4.80 .4.81 .4.90 .4.91 .4.92',
  '.4.93 .4.100 .4.102 .4.110 .4.111 .4.112 .4.201 .4.202 .4.203 .4.204',
].flatMap((suffixes) => suffixes.split(' ').map((suffix) => `1.2.840.10008.1.2${suffix}`));
export const SYNTAXES = [...KNOWN_SYNTAXES, '1.2.840.10008.1.2', '1.2.3.4', '', MARKED_PATIENT];

/** [tag, VR, values]; VR and value may contradict each other, as in real files. */
export const NONSENSE: readonly (readonly [number, string, readonly Attribute[2][]])[] = [
  [0x00280010, 'US', us(0, 1, 2, 23, 25, 4096, 65535)],
  [0x00280011, 'US', us(0, 1, 2, 31, 33, 4096, 65535)],
  [0x00280100, 'US', us(0, 1, 2, 7, 8, 12, 16, 24, 32, 64, 65535)],
  [0x00280101, 'US', us(0, 1, 7, 8, 10, 15, 16, 17, 31, 32, 33, 65535)],
  [0x00280102, 'US', us(0, 1, 7, 11, 15, 16, 31, 32, 65535)],
  [0x00280103, 'US', us(0, 1, 2, 65535)],
  [0x00280002, 'US', us(0, 1, 2, 3, 4, 65535)],
  [0x00280006, 'US', us(0, 1, 2, 65535)],
  [0x00280008, 'IS', WHOLE],
  [
    0x00280004,
    'CS',
    [
      ...[
        'MONOCHROME1',
        'MONOCHROME2',
        'PALETTE COLOR',
        'RGB',
        'HSV',
        'ARGB',
        'CMYK',
        'YBR_FULL',
        'YBR_FULL_422',
      ],
      ...['YBR_PARTIAL_422', 'YBR_PARTIAL_420', 'YBR_ICT', 'YBR_RCT', 'monochrome2', '', 'X', MARKED_PATIENT],
    ],
  ],
  ...[0x00281050, 0x00281051, 0x00281052, 0x00281053].map((tag) => [tag, 'DS', DECIMALS] as const),
  [0x00281056, 'CS', ['LINEAR', 'LINEAR_EXACT', 'SIGMOID', 'sigmoid', '', 'X']],
  [0x00281054, 'LO', ['HU', 'US', 'OD', '', MARKED_PATIENT]],
  ...[0x00280030, 0x00181164, 0x00180088, 0x00282110].map((tag) => [tag, 'DS', PAIRS] as const),
  ...[0x00280120, 0x00280121].map((tag) => [tag, 'US', us(0, 1, 16, 4095, 32768, 65535)] as const),
  [
    0x00080005,
    'CS',
    [
      ...[
        '',
        'NONSENSE',
        'ISO_IR 192',
        'ISO_IR 999',
        '\\\\\\',
        'GB18030',
        'utf-16',
        'ISO_IR 13',
        'ISO 2022 IR 87',
      ],
      ...['\\ISO 2022 IR 149', 'ISO 2022 IR 58\\ISO 2022 IR 159', 'constructor', '__proto__', MARKED_PATIENT],
    ],
  ],
  ...[0x00281101, 0x00281102, 0x00281103].map(
    (tag) =>
      [
        tag,
        'US',
        [[0, 0, 0], [1, 65535, 8], [256, 0, 32], [65535, 65535, 16], [256], [], [4, 0, 7]],
      ] as const,
  ),
  ...[0x00281201, 0x00281202, 0x00281203, 0x00281221].map(
    (tag) =>
      [
        tag,
        'OW',
        [new Uint8Array(), new Uint8Array(1), new Uint8Array(511), new Uint8Array(6).fill(255)],
      ] as const,
  ),
  ...[0x00080016, 0x00080018, 0x0020000d, 0x0020000e].map((tag) => [tag, 'UI', UIDS] as const),
  ...[0x00080008, 0x00080060, 0x00080068, 0x00180015, 0x00185101, 0x00185100, 0x00200020, 0x20500020].map(
    (tag) => [tag, 'CS', TERMS] as const,
  ),
  ...[0x00080020, 0x00080030, 0x00100030, 0x00101010].map((tag) => [tag, 'LO', TIMES] as const),
  ...[0x7fe00001, 0x7fe00002].map(
    (tag) =>
      [
        tag,
        'OV',
        [new Uint8Array(), new Uint8Array(8), new Uint8Array(16).fill(255), new Uint8Array(7)],
      ] as const,
  ),
  ...[0x7fe00008, 0x7fe00009].map(
    (tag) => [tag, 'OF', [new Uint8Array(), new Uint8Array(3072).fill(127)]] as const,
  ),
  [0x52009229, 'SQ', functionalGroups()],
  [0x52009230, 'SQ', [...functionalGroups(), Array.from({ length: 1000 }, () => [])]],
  [0x00100010, 'PN', ['', '^^^^', '=====', '\u001b$B\u001b(B'.repeat(50), MARKED_PATIENT]],
  [0x00082218, 'SQ', [[], [[]], [[[0x00080104, 'LO', '']]]]],
];

function functionalGroups(): Attribute[2][] {
  const group = (tag: number, ...attributes: Attribute[]): Attribute => [tag, 'SQ', [attributes]];
  return [
    [],
    [[]],
    [[group(0x00289145, [0x00281052, 'DS', '1e308'], [0x00281053, 'DS', '1e308'])]],
    [[group(0x00289145, [0x00281052, 'DS', 'NaN'], [0x00281053, 'DS', '0'])]],
    [[group(0x00289132, [0x00281050, 'DS', ''], [0x00281051, 'DS', '-1'])]],
    [[group(0x00289110, [0x00280030, 'DS', '0\\-1'])]],
    [
      [
        [0x00289145, 'SQ', []],
        [0x00289132, 'LO', 'X'],
      ],
    ],
  ];
}

/** Written when they are needed: some have millions of characters. */
export const ABSURD_TEXTS: readonly (() => string)[] = [
  () => ' '.repeat(400_000) + 'x',
  () => 'x' + '\0'.repeat(400_000) + 'x',
  () => '\\'.repeat(1_000_000),
  () => '9'.repeat(1_000_000),
  () => '\u001b$'.repeat(300_000),
  () => '\u001b' + '$'.repeat(400_000),
  () => '^'.repeat(500_000) + '='.repeat(500_000),
  () => '.1'.repeat(400_000),
  () => '\n\t \r'.repeat(100_000) + '.',
];
