/** The two guides that our profiles stand on, from a folder that holds them: FHIR's registry is not asked. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

export interface GuideResource {
  readonly resourceType: string;
  readonly id?: string;
  readonly url?: string;
}

export interface GuidePackage {
  readonly name: string;
  readonly version: string;
  readonly resources: readonly GuideResource[];
}

/** Of a guide only what defines something: its examples and pages play no part. */
const DEFINING = /^(StructureDefinition|ValueSet|CodeSystem)-.*\.json$/;
const FILES = { usCore: 'us-core-6.1.0.tgz', aiTransparency: 'hl7-ai-transparency' };

/** The folder given, $FHIR_PACKAGES, or ../shared/data/fhir beside the repository. */
export function packagesFolder(given?: string): string {
  return given ?? process.env['FHIR_PACKAGES'] ?? join(import.meta.dirname, '../../shared/data/fhir');
}

/** What the folder lacks, by path; empty where everything is there. */
export function missingPackages(folder: string): string[] {
  return Object.values(FILES)
    .map((file) => join(folder, file))
    .filter((path) => !existsSync(path));
}

export function readGuidePackages(folder: string): GuidePackage[] {
  return [
    {
      name: 'hl7.fhir.us.core',
      version: '6.1.0',
      resources: readPacked(join(folder, FILES.usCore)),
    },
    {
      name: 'hl7.fhir.uv.aitransparency',
      version: '1.0.0',
      resources: readResources(join(folder, FILES.aiTransparency)).map(withVersion),
    },
  ];
}

/** Its build leaves the version out of some resources, and two of one URL without would be one too many. */
function withVersion(resource: GuideResource): GuideResource {
  return { version: '1.0.0', ...resource } as GuideResource;
}

function readPacked(file: string): GuideResource[] {
  const folder = mkdtempSync(join(tmpdir(), 'sightline-package-'));
  try {
    execFileSync('tar', ['-xzf', file, '-C', folder, 'package']);
    return readResources(join(folder, 'package'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readResources(folder: string): GuideResource[] {
  return readdirSync(folder)
    .filter((name) => DEFINING.test(name))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as GuideResource);
}
