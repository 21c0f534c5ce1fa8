/** Checks as lines for an operator, and their count. */
import type { PackageCheck } from '#inference/models/package-check.ts';

const MARKS: Readonly<Record<PackageCheck['outcome'], string>> = {
  ok: 'ok  ',
  warning: 'warn',
  failed: 'FAIL',
};

export function tellChecks(of: string, checks: readonly PackageCheck[]): void {
  for (const { outcome, name, detail } of checks)
    process.stdout.write(`${MARKS[outcome]} ${name}: ${oneLine(detail)}\n`);
  const count = (wanted: PackageCheck['outcome']) =>
    String(checks.filter(({ outcome }) => outcome === wanted).length);
  process.stdout.write(`${of}: ${count('failed')} failed, ${count('warning')} to know\n`);
}

/** A package is somebody else's: what it says must not look like lines of ours. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').slice(0, 500);
}
