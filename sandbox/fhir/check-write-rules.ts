import type { FhirManners, WriteRule } from '../manners/manners.ts';
import { FhirRefusal } from './operation-outcome.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Throws FhirRefusal where the resource breaks one of this EHR's own rules. */
export function checkWriteRules(manners: FhirManners, resource: Fields): void {
  const broken = manners.writeRules.find((rule) => appliesTo(rule, resource) && !isKept(rule, resource));
  if (broken !== undefined) throw new FhirRefusal(broken.status, 'business-rule', broken.text);
}

/** What this EHR stores of it: elements that it does not support are gone, and nobody is told. */
export function dropUnsupported(manners: FhirManners, resource: Fields): Fields {
  const kept = manners.keptElements[String(resource['resourceType'])];
  if (kept === undefined) return resource;
  return Object.fromEntries(Object.entries(resource).filter(([name]) => kept.includes(name)));
}

function appliesTo(rule: WriteRule, resource: Fields): boolean {
  return !('type' in rule) || rule.type === resource['resourceType'];
}

function isKept(rule: WriteRule, resource: Fields): boolean {
  switch (rule.kind) {
    case 'codes':
      return codesOf(resource['code']).some((code) => rule.codes.includes(code));
    case 'categories':
      return asList(resource['category'])
        .flatMap(codesOf)
        .some((code) => rule.codes.includes(code));
    case 'one-attachment':
      return asList(resource['content']).length === 1;
    case 'times':
      return rule.paths
        .map((path) => valueAt(resource, path))
        .every((value) => value === undefined || (typeof value === 'string' && value.includes('T')));
    case 'no-elements':
      return !holdsAny(resource, rule.names);
  }
}

function codesOf(concept: unknown): readonly string[] {
  return asList(asFields(concept)['coding']).map((coding) => String(asFields(coding)['code']));
}

function valueAt(resource: Fields, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => asFields(value)[name], resource);
}

/** At whatever depth: within a component or a contained resource it means the same. */
function holdsAny(value: unknown, names: readonly string[]): boolean {
  if (Array.isArray(value)) return value.some((item) => holdsAny(item, names));
  return Object.entries(asFields(value)).some(
    ([name, inner]) => names.includes(name) || holdsAny(inner, names),
  );
}

function asFields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
