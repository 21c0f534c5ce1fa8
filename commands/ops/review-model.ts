/** A package checked and told line by line. */
import { checkPackage } from '#inference/models/check-package.ts';
import type { PackageManifest } from '#inference/models/manifest.ts';
import { checked, hasFailed, type PackageCheck } from '#inference/models/package-check.ts';
import { isFindingLabel } from '#lib/standards/finding-codes.ts';
import { tellChecks } from './tell-checks.ts';

/** Its manifest where every check passed; undefined where one did not. */
export async function reviewPackage(directory: string): Promise<PackageManifest | undefined> {
  const { manifest, checks } = await checkPackage(directory);
  const all = manifest === undefined ? checks : [...checks, ...checkWords(manifest)];
  tellChecks(directory, all);
  return hasFailed(all) ? undefined : manifest;
}

/** What it finds must have a name: the product's, or one that the package brings. */
function checkWords({ labels }: PackageManifest): PackageCheck[] {
  const nameless = labels
    .filter(({ label, concept }) => concept === undefined && !isFindingLabel(label))
    .map(({ label }) => `${label}: the product has no words for it and the manifest brings none (concept)`);
  const own = labels.filter(({ concept }) => concept !== undefined).length;
  return checked(
    'words',
    nameless,
    `${String(labels.length - own)} labels are the product’s, ${String(own)} the package’s`,
  );
}
