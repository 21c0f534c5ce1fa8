import { AppError } from '#lib/platform/errors.ts';

/** A key and its field's name, or a browser's launches; whoever sends more isn't our page, and isn't read to the end. */
const BYTES_AT_MOST = 16 * 1024;

/** The body as text, however its length was stated. Throws AppError `request-invalid`. */
export async function readSmallBody(request: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.length;
    if (length > BYTES_AT_MOST) throw new AppError('request-invalid', 'refused');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
