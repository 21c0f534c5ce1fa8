import { expect, it } from 'vitest';
import { AppError } from '#lib/platform/errors.ts';
import { errorFields } from '#lib/platform/log.ts';

it('a message that looks like a path of ours does not reach the log', () => {
  const cause = new TypeError('Failed to parse https://ehr/lib/Patient/MRN-4711');
  cause.stack = `${cause.name}: ${cause.message}\n  see /lib/MRN-4711\n    at read (file:///app/lib/x.ts:1:2)`;
  const text = JSON.stringify(errorFields(new AppError('ehr-unreachable', 'transient', { cause })));
  expect(text).not.toContain('4711');
  expect(text).toContain('lib/x.ts:1:2');
});
