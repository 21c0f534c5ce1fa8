import { AppError } from '#lib/platform/errors.ts';
import { readSmallBody } from './read-small-body.ts';

/** The study that our own form names, by its opaque key. Throws AppError `request-invalid`. */
export async function readStudyKey(request: Request): Promise<string> {
  const form = new URLSearchParams(await readSmallBody(request));
  const key = form.get('study');
  if (key === null || !/^[0-9a-f]{24}$/.test(key)) throw new AppError('request-invalid', 'refused');
  return key;
}
