/**
 * One match of a QIDO-RS search: tag (upper case hex) to its values as text, empty ones left out. What lies in a
 * sequence's items stands under both tags, `00082112.00081155`.
 */
export type QidoRow = ReadonlyMap<string, readonly string[]>;

/** First value, trimmed; undefined where there is none. */
export function firstOf(row: QidoRow, tag: string): string | undefined {
  return row.get(tag)?.[0];
}
