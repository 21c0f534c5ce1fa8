import fc from 'fast-check';
import { expect, it } from 'vitest';
import { uuidOfName } from '#lib/standards/name-uuid.ts';

it('gives every name a valid version 5 UUID, the same each time', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      expect(uuidOfName(name)).toMatch(/^[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
      expect(uuidOfName(name)).toBe(uuidOfName(name));
    }),
  );
});

it('never changes what a name was given before', () => {
  expect(uuidOfName('Sightline')).toBe('efde79d3-6679-5381-ad19-87398670562c');
});

it('tells names apart', () => {
  expect(uuidOfName('a')).not.toBe(uuidOfName('b'));
});
