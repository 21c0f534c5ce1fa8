import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { environmentSchema } from '#lib/platform/config.ts';
import { sitesSchema, type Site } from '#lib/platform/sites.ts';

/** sites.json as it is named, else where the processes look for it. Read alone: a look at sites needs no database. */
export function sitesFile(named: string | undefined): string {
  return named ?? environmentSchema.shape.SIGHTLINE_SITES.parse(process.env.SIGHTLINE_SITES);
}

/** @throws Error with every problem of the file. */
export function readSites(file: string): readonly Site[] {
  const parsed = sitesSchema.safeParse(parseJson(readText(file)));
  if (!parsed.success) throw new Error(`${file}:\n${z.prettifyError(parsed.error)}`);
  return parsed.data.sites;
}

/** Those that are named, or all. @throws Error for an id that no site has. */
export function sitesNamed(sites: readonly Site[], ids: readonly string[]): readonly Site[] {
  if (ids.length === 0) return sites;
  return ids.map((id) => {
    const site = sites.find((each) => each.id === id);
    if (site) return site;
    throw new Error(`${id}: no such site; there are ${sites.map((each) => each.id).join(', ')}`);
  });
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new Error(
      `${file}: there is no such file that can be read. docs/sites.md says how to write it; --sites FILE names another`,
    );
  }
}

/** Undefined for what is no JSON, which no schema accepts. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
