/** Width and height as the compressed image itself says, read before any codec allocates memory for it. */

export interface CodestreamSize {
  readonly rows: number;
  readonly columns: number;
}

const JPEG_2000_START = Buffer.from([0xff, 0x4f, 0xff, 0x51]);
/** JP2 boxes before the codestream are short. */
const JPEG_2000_SEARCH_BYTES = 4096;

/** Undefined where the bytes are neither JPEG, JPEG-LS nor JPEG 2000. */
export function readCodestreamSize(bytes: Uint8Array): CodestreamSize | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = Buffer.from(bytes.subarray(0, JPEG_2000_SEARCH_BYTES)).indexOf(JPEG_2000_START);
  return start >= 0 ? readSiz(view, start + 4) : readStartOfFrame(view);
}

/** SIZ: Lsiz, Rsiz, Xsiz, Ysiz, XOsiz, YOsiz (ISO/IEC 15444-1 A.5.1). */
function readSiz(view: DataView, at: number): CodestreamSize | undefined {
  if (at + 20 > view.byteLength) return undefined;
  return {
    columns: view.getUint32(at + 4) - view.getUint32(at + 12),
    rows: view.getUint32(at + 8) - view.getUint32(at + 16),
  };
}

/** SOFn: length, precision, lines, samples per line (ISO/IEC 10918-1 B.2.2; SOF55 is JPEG-LS). */
function readStartOfFrame(view: DataView): CodestreamSize | undefined {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return undefined;
  for (let at = 2; at + 9 <= view.byteLength;) {
    const marker = view.getUint16(at);
    if (isStartOfFrame(marker)) return { rows: view.getUint16(at + 5), columns: view.getUint16(at + 7) };
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
