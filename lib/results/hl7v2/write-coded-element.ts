import type { Finding } from '#lib/findings/finding.ts';
import type { OruMapping } from '#lib/results/hl7v2/oru-options.ts';
import type { FieldValue } from '#lib/results/hl7v2/segment-writer.ts';
import { HL7_SYSTEM_NAMES, type Hl7NamedSystem } from '#lib/standards/code-systems.ts';
import type { CodedConcept } from '#lib/standards/coded-concept.ts';

/** CWE.1-3: code, text, system's name in table 0396. */
export function cwe({ system, code, display }: CodedConcept, text = display): (string | undefined)[] {
  return [code, text, HL7_SYSTEM_NAMES[system as Hl7NamedSystem]];
}

/**
 * OBX-3 of a finding: the engine's own code where the site names one, else the public code where one is confirmed, with
 * our own as the alternate; the other way round where the site wants it.
 */
export function questionOf({ concept }: Finding, { codes, findingCodes }: OruMapping): FieldValue {
  const { codings, text, local } = concept;
  const named = codings.find(({ system }) => system in HL7_SYSTEM_NAMES);
  const known = named === undefined ? [cwe(local)] : [cwe(named, text), cwe(local)];
  const ordered = codes === 'own-first' ? known.toReversed() : known;
  const chosen = Object.hasOwn(findingCodes, local.code) ? findingCodes[local.code] : undefined;
  const all = chosen === undefined ? ordered : [[chosen.code, chosen.text, chosen.system], ...ordered];
  // CWE has room for two (2.A.13).
  return all.slice(0, 2).flat();
}

/** A measure of a finding, coded as both: `effusion.probability`. */
export function about({ concept }: Finding, { system, code, display }: CodedConcept): FieldValue {
  const words = `${concept.text}: ${display ?? code}`;
  return cwe({ system, code: `${concept.local.code}.${code}`, display: words });
}
