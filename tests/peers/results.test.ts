import { spawnSync } from 'node:child_process';
import type { Resource } from '@medplum/fhirtypes';
import { HL7Message } from 'hl7v2';
import { describe, expect, it } from 'vitest';
import { writeFhirTransaction } from '#lib/results/fhir/write-transaction.ts';
import { writeOruR01 } from '#lib/results/hl7v2/write-oru-r01.ts';
import type { StudyResult } from '#lib/results/study-result.ts';
import { hl7Dictionaries } from '#lib/standards/hl7-dictionary.ts';
import {
  canRunHl7Validator,
  installHl7Validator,
  validateWithHl7,
} from '#tests/peers/fhir-validator/hl7-validator.ts';
import { bareResult, fhirOptions, orderedResult, oruOptions } from '#tests/support/study-result-fixture.ts';

/** What others read of what we write. Debian's python3-hl7 belongs to the system's Python. */
const PYTHON = '/usr/bin/python3';
const pythonHl7 = spawnSync(PYTHON, ['-c', 'import hl7']).status === 0;

/** Every field of every segment as python3-hl7 reads it: [segment, field, first repetition's text, unescaped]. */
const READ_FIELDS = `
import hl7, json, sys
message = hl7.parse(sys.stdin.buffer.read().decode('utf-8'))
rows = []
for segment in message:
    name = str(segment[0])
    for index in range(1, len(segment)):
        field = segment[index]
        if name == 'MSH' and index <= 2 or str(field) == '': continue
        part = field[0]
        while not isinstance(part, str): part = part[0]
        rows.append([name, index, hl7.Message.unescape(message, part)])
print(json.dumps(rows))
`;

type Row = [segment: string, field: number, text: string];

function readWithPython(text: string): Row[] {
  const { stdout, stderr, status } = spawnSync(PYTHON, ['-c', READ_FIELDS], {
    input: text,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`python3-hl7: ${stderr}`);
  return JSON.parse(stdout) as Row[];
}

function readOurselves(text: string): Row[] {
  const message = HL7Message.parse(text, { dictionaries: hl7Dictionaries });
  return message.segments.flatMap((segment) =>
    segment.fields.flatMap((field, index): Row[] => {
      if ((segment.segmentType === 'MSH' && index < 2) || field.toHL7String() === '') return [];
      const value: unknown = field.getValue(1) ?? field.getValue(1, 1) ?? '';
      return [[segment.segmentType, index + 1, String(value)]];
    }),
  );
}

const awkward: StudyResult = {
  ...orderedResult,
  patient: {
    ...orderedResult.patient,
    family: 'a|b^c~d\\e&f \\E\\ Ünïcode 世界 😀',
    identifiers: [{ value: '1|2^3&4' }],
  },
  study: {
    ...orderedResult.study,
    description: 'PA & lateral | "quoted" \r\nMSH|^~\\&|EVIL',
    accessionNumber: 'A^C',
  },
};

describe.skipIf(!pythonHl7)('python3-hl7 (Debian; skipped where absent)', () => {
  it.each([
    ['ordered', orderedResult],
    ['bare', bareResult],
    ['awkward', awkward],
  ])('reads the %s ORU field by field as we wrote it', (_, result) => {
    const text = writeOruR01(result, oruOptions);
    expect(readWithPython(text)).toEqual(readOurselves(text));
  });

  it('finds the effusion, its probability and the patient', () => {
    const rows = readWithPython(writeOruR01(awkward, oruOptions));
    expect(rows).toContainEqual(['PID', 5, 'a|b^c~d\\e&f \\E\\ Ünïcode 世界 😀']);
    expect(rows).toContainEqual(['OBX', 3, '60046008']);
    expect(rows).toContainEqual(['OBX', 5, '0.8312']);
    expect(rows.filter(([segment]) => segment === 'MSH').every(([, , text]) => text !== 'EVIL')).toBe(true);
  });
});

describe.skipIf(!canRunHl7Validator())('HL7’s FHIR validator (Java and Maven; skipped where absent)', () => {
  /** The Bundle as well as its parts: references between them resolve there only. */
  const resources: Record<string, Resource> = {};
  for (const [name, result] of Object.entries({ ordered: orderedResult, bare: bareResult })) {
    const bundle = writeFhirTransaction(result, { ...fhirOptions, provenance: true });
    resources[`${name}-bundle`] = bundle;
    for (const [index, { resource }] of (bundle.entry ?? []).entries()) {
      if (resource !== undefined) resources[`${name}-${index}-${resource.resourceType}`] = resource;
    }
  }
  const broken = { ...resources['ordered-1-Observation'], status: 'guessed' } as unknown as Resource;

  it('finds no error in what the writers write, and does find one put there', { timeout: 400_000 }, () => {
    installHl7Validator();
    const errors = validateWithHl7({ ...resources, broken });
    expect(Object.keys(errors)).toHaveLength(Object.keys(resources).length + 1);
    expect(errors['broken']).not.toEqual([]);
    for (const name of Object.keys(resources)) expect(errors[name], name).toEqual([]);
  });
});
