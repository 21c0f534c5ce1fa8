import type { Bundle } from '@medplum/fhirtypes';
import type { FhirPart } from '#lib/results/fhir/write-options.ts';
import { writeFhirBundle } from '#lib/results/fhir/write-transaction.ts';
import type { StudyResult } from '#lib/results/study-result.ts';
import { writeAiStatement } from '#lib/results/write-ai-statement.ts';
import {
  bareResult,
  comparedResult,
  fhirOptions,
  orderedResult,
  readResult,
  resultOf,
} from '#tests/support/study-result-fixture.ts';

/** What the writers write for the fixture studies, by file name: examples that can't drift from the product. */
const EVERY_PART: readonly FhirPart[] = [
  'model-card',
  'device',
  'findings',
  'report',
  'document',
  'provenance',
];

export function writeExamples(): Map<string, Bundle> {
  return new Map([
    ['Bundle-preliminary.json', example(orderedResult)],
    ['Bundle-compared.json', example(comparedResult(false))],
    ['Bundle-final.json', example(resultOf('final'))],
    ['Bundle-read.json', example(readResult())],
    ['Bundle-corrected.json', example(resultOf('corrected'))],
    ['Bundle-entered-in-error.json', example(resultOf('entered-in-error'))],
    ['Bundle-nothing-known.json', example(bareResult)],
    ['Bundle-document-only.json', example(resultOf('final'), ['document'])],
  ]);
}

/** Documents hold HTML here: a PDF's bytes depend on the fonts' version, and no reviewer reads them in JSON. */
function example(result: StudyResult, parts: readonly FhirPart[] = EVERY_PART): Bundle {
  const modelCard = `# ${result.model.title}\n\n${result.model.regulatoryStatus}\n`;
  const aiStatement = writeAiStatement(result, 'en');
  return writeFhirBundle(result, { ...fhirOptions, aiStatement, modelCard }, new Set(parts));
}
