import { dictionaries, type HL7Dictionary } from 'hl7v2-dictionary';

/**
 * hl7v2 1.8.0 looks a component's type up one place too early, so that CX.4 (assigning authority) counts as a plain
 * string and its subcomponents are lost on writing and escaped on parsing. Here each compound type states its
 * components where the library looks for them. Give it to every `new HL7Message` and `HL7Message.parse`.
 */
export const hl7Dictionaries: Record<string, HL7Dictionary> = Object.fromEntries(
  Object.entries(dictionaries).map(([version, dictionary]) => [version, withAssigningAuthority(dictionary)]),
);

function withAssigningAuthority(dictionary: HL7Dictionary): HL7Dictionary {
  const authority = dictionary.types['CX']?.fields?.['4'];
  const typeCode = dictionary.types['CX']?.fields?.['5'];
  if (authority === undefined || typeCode === undefined) return dictionary;
  return dictionary.extend({ types: { CX: { fields: { '3': authority, '4': typeCode } } } });
}
