/** The same messages with every string changed. */
export function mapStrings<M>(messages: M, change: (text: string) => string): M {
  return mapNode(messages, change) as M;
}

function mapNode(node: unknown, change: (text: string) => string): unknown {
  if (typeof node === 'string') return change(node);
  return Object.fromEntries(
    Object.entries(node as object).map(([key, value]) => [key, mapNode(value, change)]),
  );
}
