/** Years completed between two days (ISO 8601, YYYY-MM-DD); undefined where either is less than a day, or they are the wrong way round. */
export function fullYears(from: string | undefined, to: string | undefined): number | undefined {
  if (!isDay(from) || !isDay(to) || to < from) return undefined;
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return to.slice(5, 10) < from.slice(5) ? years - 1 : years;
}

function isDay(text: string | undefined): text is string {
  return text !== undefined && /^\d{4}-\d{2}-\d{2}(?:$|T)/.test(text);
}
