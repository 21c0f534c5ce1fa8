/** What a compressed image says of itself, read before any codec allocates memory for it. */

export interface Codestream {
  /** By the image's own markers, whatever transfer syntax the object names. */
  readonly family: 'jpeg' | 'jpeg-ls' | 'jpeg-2000' | 'htj2k';
  readonly rows: number;
  readonly columns: number;
  readonly components: number;
  /** Bits a sample. */
  readonly precision: number;
  readonly signed: boolean;
  /** JPEG's own lossless process (SOF3); the other families' images may be lossless too. */
  readonly lossless: boolean;
}

const JPEG_2000_START = Buffer.from([0xff, 0x4f, 0xff, 0x51]);
/** JP2 boxes before the codestream are short. */
const JPEG_2000_SEARCH_BYTES = 4096;
/** Rsiz bit 14: a CAP marker follows, which announces high throughput (ISO/IEC 15444-1 A.5.1, 15444-15). */
const HIGH_THROUGHPUT = 0x4000;

/** Undefined where the bytes are neither JPEG, JPEG-LS nor JPEG 2000. */
export function readCodestream(bytes: Uint8Array): Codestream | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return readStartOfFrame(view);
  const start = Buffer.from(bytes.subarray(0, JPEG_2000_SEARCH_BYTES)).indexOf(JPEG_2000_START);
  return start < 0 ? undefined : readSiz(view, start + JPEG_2000_START.length);
}

/** SIZ: Lsiz, Rsiz, Xsiz, Ysiz, XOsiz, YOsiz, XTsiz, YTsiz, XTOsiz, YTOsiz, Csiz, Ssiz (ISO/IEC 15444-1 A.5.1). */
function readSiz(view: DataView, at: number): Codestream | undefined {
  if (at + 39 > view.byteLength) return undefined;
  const depth = view.getUint8(at + 38);
  return {
    family: (view.getUint16(at + 2) & HIGH_THROUGHPUT) === 0 ? 'jpeg-2000' : 'htj2k',
    columns: view.getUint32(at + 4) - view.getUint32(at + 12),
    rows: view.getUint32(at + 8) - view.getUint32(at + 16),
    components: view.getUint16(at + 36),
    precision: (depth & 0x7f) + 1,
    signed: (depth & 0x80) !== 0,
    lossless: false,
  };
}

/** SOFn: length, precision, lines, samples per line, components (ISO/IEC 10918-1 B.2.2; SOF55 is JPEG-LS). */
function readStartOfFrame(view: DataView): Codestream | undefined {
  for (let at = 2; at + 10 <= view.byteLength;) {
    const marker = view.getUint16(at);
    if (isStartOfFrame(marker)) {
      return {
        family: marker === 0xfff7 ? 'jpeg-ls' : 'jpeg',
        precision: view.getUint8(at + 4),
        rows: view.getUint16(at + 5),
        columns: view.getUint16(at + 7),
        components: view.getUint8(at + 9),
        signed: false,
        lossless: marker === 0xffc3,
      };
    }
    if (marker < 0xff01) return undefined;
    // 0xFFFF is fill: the marker follows.
    at += marker === 0xffff ? 1 : 2 + view.getUint16(at + 2);
  }
  return undefined;
}

function isStartOfFrame(marker: number): boolean {
  // C4, C8 and CC are tables and extensions among the SOFs.
  return (
    marker === 0xfff7 || (marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker))
  );
}
