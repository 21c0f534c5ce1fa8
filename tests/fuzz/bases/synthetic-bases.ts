/** Files of our own in every transfer syntax and pixel layout: what the fuzzer starts from on any machine. */
import {
  type Attribute,
  BIG_ENDIAN,
  IMPLICIT_LITTLE_ENDIAN,
  type ObjectOptions,
  writeObject,
} from './write-object.ts';
import { type Base, toBase } from './base.ts';
import {
  asExtended,
  drawPicture,
  encodePicture,
  encodeProgressive,
  type Encoder,
  type Picture,
} from './pictures.ts';

const JPEG = '1.2.840.10008.1.2.4';
const grey12 = drawPicture();
const grey8 = drawPicture({ bitsAllocated: 8, bitsStored: 8, photometric: 'MONOCHROME1' });
const grey16 = drawPicture({ bitsStored: 16, signed: true });
const colour = drawPicture({ samples: 3, bitsAllocated: 8, bitsStored: 8, photometric: 'RGB' });
const planes = drawPicture({ ...colour, planar: 1, photometric: 'YBR_FULL' });
const film = drawPicture({ rows: 300, columns: 260 });
const palette = drawPicture({ bitsAllocated: 8, bitsStored: 8, photometric: 'PALETTE COLOR' });

const table = (cells: number) => Uint8Array.from({ length: 2 * cells }, (_, i) => (i * 5) & 0xff);
const lut: Attribute[] = [
  [0x00283002, 'US', [4096, 0, 16]],
  [0x00283004, 'LO', 'HU'],
  [0x00283006, 'OW', table(4096)],
];
const PALETTE: readonly Attribute[] = [
  ...[0x00281101, 0x00281102, 0x00281103].map((tag): Attribute => [tag, 'US', [256, 0, 16]]),
  ...[0x00281201, 0x00281202, 0x00281203].map((tag): Attribute => [tag, 'OW', table(256)]),
];
const FUNCTIONAL_GROUP: readonly Attribute[] = [
  [0x00289110, 'SQ', [[[0x00280030, 'DS', '0.2\\0.2']]]],
  [
    0x00289132,
    'SQ',
    [
      [
        [0x00281050, 'DS', '40'],
        [0x00281051, 'DS', '400'],
      ],
    ],
  ],
  [
    0x00289145,
    'SQ',
    [
      [
        [0x00281052, 'DS', '-1024'],
        [0x00281053, 'DS', '1'],
        [0x00281054, 'LO', 'HU'],
      ],
    ],
  ],
];

const NATIVE: readonly (readonly [string, Picture, ObjectOptions])[] = [
  ['explicit', grey12, {}],
  ['implicit', grey12, { syntax: IMPLICIT_LITTLE_ENDIAN }],
  ['big-endian', grey16, { syntax: BIG_ENDIAN }],
  ['8-bit', grey8, {}],
  ['16-bit-signed', grey16, {}],
  ['1-bit', drawPicture({ bitsAllocated: 1, bitsStored: 1 }), {}],
  ['32-bit', drawPicture({ bitsAllocated: 32, bitsStored: 32 }), {}],
  ['32-bit-big-endian', drawPicture({ bitsAllocated: 32, bitsStored: 32 }), { syntax: BIG_ENDIAN }],
  ['frames', drawPicture({ frames: 3 }), { extra: [[0x52009229, 'SQ', [FUNCTIONAL_GROUP]]] }],
  ['frames-implicit', drawPicture({ frames: 3 }), { syntax: IMPLICIT_LITTLE_ENDIAN }],
  ['rgb', colour, {}],
  ['ybr-planes', planes, {}],
  ['palette', palette, { extra: PALETTE }],
  ['modality-lut', grey12, { extra: [[0x00283000, 'SQ', [lut]]] }],
  ['voi-lut', grey12, { extra: [[0x00283010, 'SQ', [lut, lut]]] }],
  [
    'padding',
    grey12,
    {
      extra: [
        [0x00280120, 'US', [0]],
        [0x00280121, 'US', [16]],
      ],
    },
  ],
  ['film', film, {}],
];

const COMPRESSED: readonly (readonly [string, Picture, string, Encoder, Record<string, unknown>])[] = [
  ['rle', grey12, '1.2.840.10008.1.2.5', 'encodeRle', {}],
  ['rle-rgb', colour, '1.2.840.10008.1.2.5', 'encodeRle', {}],
  ['jpeg', grey8, `${JPEG}.50`, 'encodeJpeg', { lossy: true, quality: 90 }],
  ['jpeg-rgb', colour, `${JPEG}.50`, 'encodeJpeg', { lossy: true, quality: 90 }],
  ['jpeg-lossless', grey12, `${JPEG}.57`, 'encodeJpeg', { lossy: false, predictor: 4 }],
  ['jpeg-lossless-first', film, `${JPEG}.70`, 'encodeJpeg', { lossy: false, predictor: 1 }],
  ['jpeg-ls', film, `${JPEG}.80`, 'encodeJpegLs', { lossy: false }],
  ['jpeg-ls-rgb', colour, `${JPEG}.80`, 'encodeJpegLs', { lossy: false }],
  ['jpeg-ls-lossy', grey12, `${JPEG}.81`, 'encodeJpegLs', { lossy: true, allowedLossyError: 3 }],
  ['jpeg-2000', film, `${JPEG}.90`, 'encodeJpeg2000', { lossy: false }],
  ['jpeg-2000-rgb', colour, `${JPEG}.90`, 'encodeJpeg2000', { lossy: false }],
  ['jpeg-2000-lossy', grey16, `${JPEG}.91`, 'encodeJpeg2000', { lossy: true, rate: 10 }],
  ['htj2k', film, `${JPEG}.201`, 'encodeHtJpeg2000', { lossy: false }],
  ['htj2k-rpcl', grey8, `${JPEG}.202`, 'encodeHtJpeg2000', { lossy: false, progressionOrder: 2 }],
  ['htj2k-lossy', grey12, `${JPEG}.203`, 'encodeHtJpeg2000', { lossy: true }],
];

export async function makeSyntheticBases(): Promise<Base[]> {
  const bases = NATIVE.map(([name, picture, options]) => toBase(name, writeObject(picture, options)));
  for (const [name, picture, syntax, encoder, parameters] of COMPRESSED) {
    bases.push(...compressedBases(name, picture, syntax, await encodePicture(picture, encoder, parameters)));
  }
  const baseline = await encodePicture(grey8, 'encodeJpeg', { lossy: true, quality: 90 });
  bases.push(...compressedBases('jpeg-12-bit', grey12, `${JPEG}.51`, asExtended(baseline)));
  const progressive = await encodeProgressive(grey8);
  for (const process of ['53', '55']) {
    bases.push(...compressedBases(`jpeg-progressive-${process}`, grey8, `${JPEG}.${process}`, progressive));
  }
  return bases;
}

/** In one fragment without an offset table, and as two frames of two fragments each with one. */
function compressedBases(name: string, picture: Picture, syntax: string, encoded: Uint8Array): Base[] {
  const half = 2 * Math.ceil(encoded.length / 4);
  const parts = [encoded.subarray(0, half), encoded.subarray(half)];
  const offsets = new Uint8Array(Uint32Array.of(0, 16 + encoded.length).buffer);
  const fragmented = { syntax, fragments: [...parts, ...parts], offsets };
  return [
    toBase(name, writeObject(picture, { syntax, fragments: [encoded] })),
    toBase(`${name}-frames`, writeObject({ ...picture, frames: 2 }, fragmented)),
  ];
}
