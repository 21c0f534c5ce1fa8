/** The DICOM JSON model (DICOM PS3.18 Annex F), as far as a search's answer needs it. */
import { AppError } from '#lib/platform/errors.ts';
import type { QidoRow } from '#lib/studies/qido-row.ts';
import { z } from 'zod';

const dataSetSchema = z.record(z.string(), z.looseObject({ Value: z.array(z.unknown()).optional() }));
const answerSchema = z.array(dataSetSchema);
type JsonDataSet = z.infer<typeof dataSetSchema>;

/** @throws AppError archive-answer-broken. An empty text is an empty list. */
export function parseDicomJson(text: string): QidoRow[] {
  if (text.trim() === '') return [];
  const parsed = answerSchema.safeParse(parseJson(text));
  if (!parsed.success) throw new AppError('archive-answer-broken', 'permanent');
  return parsed.data.map((dataSet) => new Map(valuesOf(dataSet, '')));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message quotes the text, which may hold names.
    throw new AppError('archive-answer-broken', 'permanent');
  }
}

function valuesOf(dataSet: JsonDataSet, within: string): [string, readonly string[]][] {
  return Object.entries(dataSet).flatMap(([tag, { Value: values = [] }]) => {
    const name = within + tag.toUpperCase();
    const own: [string, readonly string[]] = [name, values.flatMap(toText)];
    return [...(own[1].length === 0 ? [] : [own]), ...(within === '' ? valuesOfItems(values, name) : [])];
  });
}

/** One level of a sequence: its items' values gathered tag by tag. */
function valuesOfItems(items: readonly unknown[], name: string): [string, readonly string[]][] {
  const gathered = new Map<string, string[]>();
  for (const item of items) {
    const parsed = dataSetSchema.safeParse(item);
    if (!parsed.success) continue;
    for (const [tag, values] of valuesOf(parsed.data, `${name}.`))
      gathered.set(tag, [...(gathered.get(tag) ?? []), ...values]);
  }
  return [...gathered];
}

/** Numbers as they are written; persons' names and items are no text. */
function toText(value: unknown): string[] {
  if (typeof value === 'number') return [String(value)];
  return typeof value === 'string' && value.trim() !== '' ? [value.trim()] : [];
}
