import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AppError, toAppError } from '#lib/platform/errors.ts';
import { errorFields } from '#lib/platform/log.ts';

const NAME = 'EVERYWOMAN^EVE';

describe('what a log line says of an error', () => {
  test('is its code, its failure, its ids', () => {
    const error = new AppError('delivery-rejected', 'permanent', { fields: { status: 422 } });
    expect(errorFields(error)).toMatchObject({
      code: 'delivery-rejected',
      failure: 'permanent',
      status: 422,
    });
  });

  test('is `unexpected` of what is no AppError, which is kept as the cause', () => {
    const thrown = new TypeError('x');
    expect(toAppError(thrown)).toMatchObject({ code: 'unexpected', failure: 'permanent', cause: thrown });
    expect(toAppError('text')).toMatchObject({ code: 'unexpected', cause: 'text' });
    const own = new AppError('site-unknown', 'refused');
    expect(toAppError(own)).toBe(own);
  });

  test.each([
    ['a plain message', new Error(`no such patient ${NAME}`)],
    ['a message of several lines', new Error(`bad\n    at ${NAME} (/lib/x.ts:1:1)\n${NAME}`)],
    ['a message with our own folders in it', new Error(`GET /lib/${NAME} and /inference/${NAME}`)],
    ['what is no Error', `PID|||${NAME}`],
    ['a system code that is none', Object.assign(new Error('x'), { code: NAME })],
    ['a name that is none', Object.assign(new Error('x'), { name: NAME })],
    ['a cause of the cause', new Error('x', { cause: new Error(NAME) })],
  ])('never is %s', (_, cause) => {
    const said = JSON.stringify([
      errorFields(cause),
      errorFields(new AppError('order-invalid', 'refused', { cause })),
    ]);
    expect(said).not.toContain('EVERYWOMAN');
  });

  test('is nothing of any message at all', () => {
    const word = fc.constantFrom(
      '\n',
      '    at ',
      '/lib/',
      '/inference/',
      ' (',
      ')',
      '.ts:1:1',
      ':',
      'SECRET',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        const cause = new Error(`${words.join('')}SECRET${words.toReversed().join('')}`);
        expect(JSON.stringify(errorFields(cause))).not.toContain('SECRET');
      }),
      { numRuns: 500 },
    );
  });

  test('says where in our code it happened', () => {
    const cause = new Error('x');
    cause.stack = `Error: x\n    at parse (/app/node_modules/pg/lib/x.js:1:2)\n    at send (file:///app/lib/delivery/send-oru.ts:3:4)`;
    expect(errorFields(cause)).toMatchObject({
      cause: expect.stringContaining('lib/delivery/send-oru.ts:3:4') as unknown,
    });
    expect(JSON.stringify(errorFields(cause))).not.toContain('node_modules');
  });
});

test('a line as it leaves the process holds the fields, the time and the process, and no message of a library', () => {
  const module = join(process.cwd(), 'lib/platform/log.ts');
  const program = `
    const { createLog, errorFields } = await import(${JSON.stringify(module)});
    const log = createLog('worker', 'info');
    log.debug({ event: 'not-asked-for' }, 'x');
    log.warn({ event: 'failed', ...errorFields(new SyntaxError('PID|||${NAME}')) }, 'delivery');`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    encoding: 'utf8',
  });
  const lines = stdout.trim().split('\n');
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    process: 'worker',
    event: 'failed',
    code: 'unexpected',
    time: expect.stringMatching(/^\d{4}-.*Z$/) as unknown,
  });
  expect(stdout).not.toContain('EVERYWOMAN');
});
