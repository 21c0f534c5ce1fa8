/** What one look at a package found. A warning does not stop it from being installed. */
export interface PackageCheck {
  readonly name: string;
  readonly outcome: 'ok' | 'warning' | 'failed';
  /** In words, for the operator; one line. */
  readonly detail: string;
}

/** One check of several possible problems: failed with each of them, or ok with what is good. */
export function checked(name: string, problems: readonly string[], good: string): PackageCheck[] {
  if (problems.length === 0) return [{ name, outcome: 'ok', detail: good }];
  return problems.map((detail) => ({ name, outcome: 'failed', detail }));
}

export function warned(name: string, detail: string): PackageCheck {
  return { name, outcome: 'warning', detail };
}

export function hasFailed(checks: readonly PackageCheck[]): boolean {
  return checks.some(({ outcome }) => outcome === 'failed');
}
