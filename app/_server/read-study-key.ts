import { AppError } from '#lib/platform/errors.ts';

/** A key and its field's name; whoever sends more isn't our form, and isn't read. */
const FORM_BYTES_AT_MOST = 4096;

/** The study that our own form names, by its opaque key. Throws AppError `request-invalid`. */
export async function readStudyKey(request: Request): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > FORM_BYTES_AT_MOST)
    throw new AppError('request-invalid', 'refused');
  const form = await request.formData().catch((cause: unknown) => {
    throw new AppError('request-invalid', 'refused', { cause });
  });
  const key = form.get('study');
  if (typeof key !== 'string' || !/^[0-9a-f]{24}$/.test(key))
    throw new AppError('request-invalid', 'refused');
  return key;
}
