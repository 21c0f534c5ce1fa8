/** The text of an answer, or undefined where it is longer than anybody's honest one. Throws what reading throws. */
export async function readBounded(
  { body }: Pick<Response, 'body'>,
  bytesAtMost: number,
): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.length;
    if (length > bytesAtMost) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
