import { expect, it } from 'vitest';
import { makePdf } from '#lib/pipeline/make-pdf.ts';
import { AppError } from '#lib/platform/errors.ts';
import { orderedResult, resultOf } from '#tests/support/study-result-fixture.ts';

it.each(['pdf-writer-absent', 'pdf-not-typeset'])(
  '%s leaves the PDF out, says so, and stops nothing',
  async (code) => {
    const warnings: unknown[] = [];
    const log = { warn: (fields: unknown) => warnings.push(fields) };
    const pdf = await makePdf(orderedResult, 'en', log as never, () =>
      Promise.reject(new AppError(code, 'permanent')),
    );
    expect(pdf).toBeUndefined();
    expect(warnings).toMatchObject([{ event: 'pdf-left-out', analysis: orderedResult.analysisId, code }]);
    expect(JSON.stringify(warnings)).not.toMatch(/O'Test|MRN-0001/);
  },
);

it('does not stand in the way of a report that must not be written at all', async () => {
  const unsigned = { ...resultOf('preliminary'), status: 'final' as const };
  await expect(makePdf(unsigned, 'en', { warn: () => undefined } as never)).rejects.toMatchObject({
    code: 'report-not-signed',
  });
});
