/**
 * `sites check [ID…] [--sites FILE] [--metadata FILE] [--smart-configuration FILE]`: what each site's EHR, archives and
 * HL7 engine offer, held against what its settings need; 0 where nothing is missing. With saved statements nothing is
 * called.
 */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isMissing, missing, type CheckedNeed } from '#lib/conformance/checked-need.ts';
import { compareSite, type EhrStatements } from '#lib/conformance/compare-site.ts';
import type { Site } from '#lib/platform/sites.ts';
import { expectOfAnySite, expectOfSite } from './expect-of-site.ts';
import { readSites, sitesFile, sitesNamed } from './locate-sites.ts';
import { fetchStatement, readCapability, readSaved, readSmart } from './read-statements.ts';
import { tellNeeds } from './tell-needs.ts';
import { tryConnections } from './try-connections.ts';

export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      sites: { type: 'string' },
      metadata: { type: 'string' },
      'smart-configuration': { type: 'string' },
    },
  });
  const { metadata, 'smart-configuration': smart } = values;
  if (metadata === undefined && smart === undefined)
    return checkAll(sitesNamed(readSites(sitesFile(values.sites)), positionals));
  return checkSaved({ metadata, smart }, siteOfSaved(values.sites, positionals));
}

async function checkAll(sites: readonly Site[]): Promise<number> {
  let code = 0;
  for (const site of sites) {
    const [about, needs] = await checkSite(site);
    if (site !== sites[0]) say('');
    tellNeeds(about, needs, say);
    if (needs.some(isMissing)) code = 1;
  }
  return code;
}

export async function checkSite(site: Site): Promise<[string, CheckedNeed[]]> {
  const { issuer } = site.fhir;
  const [capability, smart] = await Promise.all([
    attempt('CapabilityStatement', async () =>
      readCapability(await fetchStatement(issuer, 'capability'), 'metadata'),
    ),
    attempt('SMART configuration', async () =>
      readSmart(await fetchStatement(issuer, 'smart'), 'smart-configuration'),
    ),
  ]);
  const statements = { capability: capability.read, smart: smart.read };
  return [
    `${site.id}: ${site.name}, ${issuer}${softwareOf(statements)}`,
    [
      ...capability.failed,
      ...smart.failed,
      ...compareSite(statements, expectOfSite(site, smart.read)),
      ...(await tryConnections(site)),
    ],
  ];
}

/** A statement that is broken or can't be had leaves the rest to be compared. */
async function attempt<T>(
  name: string,
  read: () => Promise<T>,
): Promise<{ readonly read?: T; readonly failed: CheckedNeed[] }> {
  try {
    return { read: await read(), failed: [] };
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    return {
      failed: [missing(`EHR: ${name}`, 'none that can be read', reason, 'EHR app registration team')],
    };
  }
}

function checkSaved(
  files: { metadata?: string | undefined; smart?: string | undefined },
  site: Site | undefined,
): number {
  const statements: EhrStatements = {
    ...(files.metadata === undefined
      ? {}
      : { capability: readCapability(readSaved(files.metadata), files.metadata) }),
    ...(files.smart === undefined ? {} : { smart: readSmart(readSaved(files.smart), files.smart) }),
  };
  const expected = site ? expectOfSite(site, statements.smart) : expectOfAnySite(statements.smart);
  const needs = compareSite(statements, expected);
  const whose = site ? `the settings of ${site.id}` : 'what any site needs: no sites.json, no HL7 engine';
  tellNeeds(`Saved statements${softwareOf(statements)}, against ${whose}`, needs, say);
  say('Nothing was called: token, archives and HL7 engine are not tried.');
  return needs.some(isMissing) ? 1 : 0;
}

/** Undefined before there is any: then nothing was named, and the file is not there. */
function siteOfSaved(file: string | undefined, ids: readonly string[]): Site | undefined {
  if (file === undefined && ids.length === 0 && !existsSync(sitesFile(file))) return undefined;
  const [site, ...others] = sitesNamed(readSites(sitesFile(file)), ids);
  if (others.length > 0) throw new Error('Saved statements are one EHR’s: name the one site that is its');
  return site;
}

function softwareOf({ capability }: EhrStatements): string {
  const { name, version } = capability?.software ?? {};
  const known = [name ?? capability?.publisher, version].filter((each) => each !== undefined);
  return known.length === 0 ? '' : ` (${known.join(', ')})`;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
