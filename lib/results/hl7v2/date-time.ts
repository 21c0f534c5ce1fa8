import { AppError } from '#lib/platform/errors.ts';

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,4})\d*)?)?(Z|[+-]\d{2}:\d{2})?)?$/;

/**
 * An ISO 8601 date or instant as HL7 v2.5.1 DTM (2.A.22), with the same precision and offset: nothing is converted.
 * Throws `date-not-iso`: a date that is not understood is never passed on.
 */
export function toHl7Timestamp(iso: string): string {
  const match = ISO.exec(iso);
  if (match === null || Number.isNaN(Date.parse(iso))) throw new AppError('date-not-iso', 'permanent');
  const [, year, month, day, hour, minute, second, fraction, offset] = match;
  const date = `${year ?? ''}${month ?? ''}${day ?? ''}`;
  if (hour === undefined) return date;
  const time = `${hour}${minute ?? ''}${second ?? ''}${fraction === undefined ? '' : `.${fraction}`}`;
  return date + time + (offset === undefined ? '' : offset === 'Z' ? '+0000' : offset.replace(':', ''));
}
