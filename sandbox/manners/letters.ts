import type { InteractionCode, ServedResource } from './manners.ts';

/** SMART App Launch 2's letters in the order that a scope must have them. */
const LETTERS: readonly (readonly [letter: string, code: InteractionCode])[] = [
  ['c', 'create'],
  ['r', 'read'],
  ['u', 'update'],
  ['d', 'delete'],
  ['s', 'search-type'],
];

/** What scopes may allow with this resource. */
export function lettersOf({ scopeLetters, interactions }: ServedResource): string {
  if (scopeLetters !== undefined) return scopeLetters;
  return LETTERS.filter(([, code]) => interactions.includes(code))
    .map(([letter]) => letter)
    .join('');
}
