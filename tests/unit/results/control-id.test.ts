import fc from 'fast-check';
import { expect, it } from 'vitest';
import { controlIdOf } from '#lib/results/hl7v2/control-id.ts';

it('fits MSH-10 and is the same for the same analysis, version and destination', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(), fc.string(), (analysis, version, destination) => {
      const id = controlIdOf(analysis, version, destination);
      expect(id).toMatch(/^[0-9A-Z]{20}$/);
      expect(controlIdOf(analysis, version, destination)).toBe(id);
    }),
  );
});

it('tells versions, destinations and where one name ends apart', () => {
  const ids = [
    controlIdOf('a', 1, 'b'),
    controlIdOf('a', 2, 'b'),
    controlIdOf('a', 1, 'c'),
    controlIdOf('a1', 1, 'b'),
  ];
  expect(new Set(ids).size).toBe(ids.length);
});
