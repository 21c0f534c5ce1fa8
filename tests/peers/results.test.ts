import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bundle, Resource } from '@medplum/fhirtypes';
import { HL7Message } from 'hl7v2';
import { describe, expect, it } from 'vitest';
import { type Locale, locales } from '#lib/i18n/locales.ts';
import { typeset } from '#lib/platform/typesetter.ts';
import type { FhirPart } from '#lib/results/fhir/write-options.ts';
import { writeFhirBundle } from '#lib/results/fhir/write-transaction.ts';
import { writeOruR01 } from '#lib/results/hl7v2/write-oru-r01.ts';
import { writePdf } from '#lib/results/pdf/write-pdf.ts';
import type { StudyResult } from '#lib/results/study-result.ts';
import { writeAiStatement } from '#lib/results/write-ai-statement.ts';
import { writeReportText } from '#lib/results/write-report-text.ts';
import { hl7Dictionaries } from '#lib/standards/hl7-dictionary.ts';
import {
  canRunHl7Validator,
  installHl7Validator,
  validateWithHl7,
} from '#tests/peers/fhir-validator/hl7-validator.ts';
import {
  bareResult,
  comparedResult,
  fhirOptions,
  orderedResult,
  oruOptions,
  regionResult,
  resultOf,
  statuses,
} from '#tests/support/study-result-fixture.ts';
import { writeExamples } from '../../fhir-profiles/examples.ts';

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

const EVERY_PART: readonly FhirPart[] = [
  'model-card',
  'device',
  'findings',
  'report',
  'document',
  'provenance',
];

/** The whole of a result, its PDF too, as a server of US Core gets it. */
async function writeWhole(
  result: StudyResult,
  locale: Locale = 'en',
  parts: readonly FhirPart[] = EVERY_PART,
): Promise<Bundle> {
  const aiStatement = writeAiStatement(result, locale);
  const options = { ...fhirOptions, aiStatement, locale, modelCard: '# Model card\n\nFor a test.\n' };
  const pdf = await writePdf(result, writeReportText(result, aiStatement, locale), typeset);
  return writeFhirBundle(result, options, new Set(parts), pdf);
}

describe.skipIf(!canRunHl7Validator())(
  'HL7’s FHIR validator with US Core (Java, Maven and ../shared/data/fhir; skipped where absent)',
  () => {
    it(
      'finds no error in what the writers write, and does find those put there',
      { timeout: 500_000 },
      async () => {
        installHl7Validator();
        const resources = await resourcesToValidate();
        const broken = brokenResources(resources);
        const errors = validateWithHl7({ ...resources, ...broken });
        expect(Object.keys(errors).toSorted()).toEqual(
          [...Object.keys(resources), ...Object.keys(broken)].toSorted(),
        );
        const faulty = Object.entries(errors).filter(
          ([name, found]) => found.length > 0 && !(name in broken),
        );
        expect(Object.fromEntries(faulty)).toEqual({});
        for (const name of Object.keys(broken)) expect(errors[name], name).not.toEqual([]);
      },
    );
  },
);

/** Every status, document and language; parts by themselves too, and what we publish of ourselves. */
async function resourcesToValidate(): Promise<Record<string, Resource>> {
  const resources: Record<string, Resource> = {};
  for (const status of statuses) resources[`status-${status}`] = await writeWhole(resultOf(status));
  for (const locale of locales) resources[`locale-${locale}`] = await writeWhole(regionResult, locale);
  for (const same of [true, false]) resources[`compared-${same}`] = await writeWhole(comparedResult(same));
  resources['bare'] = await writeWhole(bareResult);
  resources['document-only'] = await writeWhole(resultOf('final'), 'en', ['document']);
  for (const [name, bundle] of writeExamples()) resources[`example-${name}`] = bundle;
  const parts = ['status-final', 'bare'].flatMap((name) => (resources[name] as Bundle).entry ?? []);
  for (const [index, { resource }] of parts.entries())
    // Its slices are told apart by what they refer to, which only the Bundle holds.
    if (resource !== undefined && resource.resourceType !== 'Provenance')
      resources[`part-${index}-${resource.resourceType}`] = resource;
  const published = join(import.meta.dirname, '../../fhir-profiles/generated');
  for (const file of readdirSync(published).filter((name) => !name.startsWith('StructureDefinition')))
    resources[`published-${file}`] = JSON.parse(readFileSync(join(published, file), 'utf8')) as Resource;
  return resources;
}

/** What must not pass: without these, a validator that has not loaded a profile would look content. */
function brokenResources(resources: Record<string, Resource>): Record<string, Resource> {
  const bundle = resources['status-final'] as Bundle;
  const part = (type: string) =>
    bundle.entry?.find(({ resource }) => resource?.resourceType === type)?.resource;
  const change = (type: string, changes: object) =>
    JSON.parse(JSON.stringify({ ...part(type), ...changes })) as Resource;
  return {
    'broken-status': change('Observation', { status: 'guessed' }),
    'broken-signature': change('DiagnosticReport', { resultsInterpreter: undefined }),
    'broken-us-core': change('DiagnosticReport', { effectiveDateTime: undefined }),
    'broken-category': change('Observation', { category: [{ text: 'Imaging' }] }),
    'broken-type': change('Device', { type: { text: 'software' } }),
    'broken-docStatus': change('DocumentReference', { docStatus: 'signed' }),
  };
}
