/** Null leaves a member out. */
export function withChanges(
  members: Readonly<Record<string, unknown>>,
  changes: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const all = Object.entries({ ...members, ...changes });
  return Object.fromEntries(all.filter(([name]) => changes[name] !== null));
}
