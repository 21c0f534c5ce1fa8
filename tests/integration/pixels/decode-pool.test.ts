import { afterAll, describe, expect, test } from 'vitest';
import { createDecodePool } from '#lib/pixels/decode-pool.ts';
import { AppError } from '#lib/platform/errors.ts';
import { chestFilm } from '#tests/unit/pixels/make-dicom.ts';

describe('the decoding threads', () => {
  const pool = createDecodePool();
  afterAll(() => pool.close());

  test('take the bytes over, and copy those that lie among others', async () => {
    const own = chestFilm();
    const among = Uint8Array.from([7, 7, ...own]).subarray(2);
    for (const bytes of [among, own]) {
      const { header, frame } = await pool.decode(bytes);
      expect(header.modality).toBe('DX');
      expect([...frame.pixels]).toEqual([0, 1, 2, 4093, 4094, 4095]);
    }
    expect(own).toHaveLength(0);
    expect(among).toEqual(chestFilm());
  });

  test('give back an error as it was thrown', async () => {
    const error = await pool.decode(new Uint8Array(500)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ code: 'film-not-dicom', failure: 'refused' });
  });

  test.each(['png', 'jpeg', 'webp'] as const)('draw a %s no larger than asked', async (format) => {
    const frame = {
      rows: 300,
      columns: 200,
      pixels: Uint16Array.from({ length: 60_000 }, (_, i) => i),
      bitsStored: 16,
      photometricInterpretation: 'MONOCHROME2' as const,
      rescale: { slope: 1, intercept: 0 },
    };
    const preview = await pool.preview(frame, { format, maxSide: 150 });
    expect(preview).toMatchObject({ contentType: `image/${format}`, width: 100, height: 150 });
    expect(preview.bytes.length).toBeGreaterThan(100);
  });

  test('stop when they are cancelled', async () => {
    const decoding = pool.decode(chestFilm(), AbortSignal.abort());
    await expect(decoding).rejects.toMatchObject({ code: 'decoding-cancelled' });
  });
});
