/** DICOM PS3.18 table 8.7.3-5: the media type of a frame in its own compression. */
const FRAME_MEDIA_TYPES: Readonly<Record<string, string>> = {
  '1.2.840.10008.1.2.4.50': 'image/jpeg',
  '1.2.840.10008.1.2.4.51': 'image/jpeg',
  '1.2.840.10008.1.2.4.57': 'image/jpeg',
  '1.2.840.10008.1.2.4.70': 'image/jpeg',
  '1.2.840.10008.1.2.4.80': 'image/jls',
  '1.2.840.10008.1.2.4.81': 'image/jls',
  '1.2.840.10008.1.2.4.90': 'image/jp2',
  '1.2.840.10008.1.2.4.91': 'image/jp2',
  '1.2.840.10008.1.2.4.201': 'image/jphc',
  '1.2.840.10008.1.2.4.202': 'image/jphc',
  '1.2.840.10008.1.2.4.203': 'image/jphc',
  '1.2.840.10008.1.2.5': 'image/dicom-rle',
};
const EXPLICIT_LITTLE_ENDIAN = '1.2.840.10008.1.2.1';
const NATIVE = new Set([
  '1.2.840.10008.1.2',
  EXPLICIT_LITTLE_ENDIAN,
  '1.2.840.10008.1.2.2',
  '1.2.840.10008.1.2.1.99',
]);

export interface FrameMediaType {
  readonly type: string;
  readonly transferSyntaxUid: string;
}

/** How a frame leaves: native values are the same in Implicit and Explicit Little Endian, and the latter is named. */
export function frameMediaType(transferSyntaxUid: string): FrameMediaType {
  const named = transferSyntaxUid === '1.2.840.10008.1.2' ? EXPLICIT_LITTLE_ENDIAN : transferSyntaxUid;
  return {
    type: FRAME_MEDIA_TYPES[transferSyntaxUid] ?? 'application/octet-stream',
    transferSyntaxUid: named,
  };
}

interface Acceptable {
  readonly type: string;
  readonly transferSyntax?: string;
}

/** Reads an Accept header of DICOMweb; `;`, `,` and quotes are as clients really write them. */
export function parseAccept(header: string | undefined): readonly Acceptable[] {
  const ranges = (header ?? '*/*').split(/,(?![^"]*"(?:[^"]*"[^"]*")*[^"]*$)/);
  return ranges.map((range) => {
    const outer = range.split(';')[0]?.trim().toLowerCase() ?? '*/*';
    const inner = /[;\s]type="?([^";]+)"?/i.exec(range)?.[1]?.toLowerCase();
    const transferSyntax = /transfer-syntax="?([^";\s]+)"?/i.exec(range)?.[1];
    const type = outer === 'multipart/related' ? (inner ?? '*/*') : outer;
    return { type, ...(transferSyntax === undefined ? {} : { transferSyntax }) };
  });
}

/**
 * Whether the stored form may leave as it is: this archive transcodes nothing. Where the client names no transfer
 * syntax, an instance goes out as stored, as most archives are configured to do.
 */
export function acceptsInstance(header: string | undefined, storedTransferSyntaxUid: string): boolean {
  return parseAccept(header).some(
    ({ type, transferSyntax }) =>
      ['*/*', 'application/*', 'application/dicom'].includes(type) &&
      (transferSyntax === undefined || transferSyntax === '*' || transferSyntax === storedTransferSyntaxUid),
  );
}

/** DICOM PS3.18 section 8.7.3.3: octet-stream with no transfer syntax named asks for uncompressed values. */
export function acceptsFrame(header: string | undefined, storedTransferSyntaxUid: string): boolean {
  const stored = frameMediaType(storedTransferSyntaxUid);
  return parseAccept(header).some(({ type, transferSyntax }) => {
    if (!['*/*', 'application/*', 'image/*', 'application/octet-stream', stored.type].includes(type))
      return false;
    if (transferSyntax === undefined)
      return type !== 'application/octet-stream' || NATIVE.has(storedTransferSyntaxUid);
    return ['*', stored.transferSyntaxUid, storedTransferSyntaxUid].includes(transferSyntax);
  });
}
