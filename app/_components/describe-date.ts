import type { DateTimeFormatOptions } from 'use-intl/core';

export type AgeUnit = 'years' | 'months' | 'days';

export interface Age {
  readonly unit: AgeUnit;
  readonly count: number;
}

/** Completed years; months below two years, days below one month, as paediatrics count. Undefined where unclear. */
export function ageAt(birthDate: string, now: Date): Age | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(birthDate);
  if (match === null) return undefined;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  const passed =
    (now.getFullYear() - year) * 12 + (now.getMonth() + 1 - month) - (now.getDate() < day ? 1 : 0);
  if (passed >= 24) return { unit: 'years', count: Math.floor(passed / 12) };
  if (passed >= 1) return { unit: 'months', count: passed };
  const days = Math.floor(
    (Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) - Date.UTC(year, month - 1, day)) /
      86_400_000,
  );
  return days < 0 ? undefined : { unit: 'days', count: days };
}

export interface DateDescription {
  readonly date: Date;
  readonly options: DateTimeFormatOptions;
}

/** The month as a word: 03/04 is read as March in one country and as April in the next. */
const DAY = { day: 'numeric', month: 'short', year: 'numeric' } as const;

/** FHIR dates may be a year, a month, a day or an instant (R4 datatypes): each is shown no finer than it is. */
export function describeDate(value: string): DateDescription | undefined {
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) return undefined;
  const utc = { timeZone: 'UTC' } as const;
  switch (value.length) {
    case 4:
      return { date, options: { ...utc, year: 'numeric' } };
    case 7:
      return { date, options: { ...utc, year: 'numeric', month: 'long' } };
    case 10:
      return { date, options: { ...utc, ...DAY } };
    default:
      return { date, options: { ...DAY, hour: '2-digit', minute: '2-digit' } };
  }
}
