import type { DocumentReference, Reference } from '@medplum/fhirtypes';
import { codeable, coding } from '#lib/results/fhir/concepts.ts';
import { writeAttachment } from '#lib/results/fhir/write-attachment.ts';
import type { FhirWriting } from '#lib/results/fhir/write-options.ts';
import { entryUrn } from '#lib/results/identify-result.ts';
import type { ResultModel } from '#lib/results/study-result.ts';
import { MODEL_CARD, SIGHTLINE_CANONICAL } from '#lib/standards/code-systems.ts';
import { AI_MODEL_CARD, AI_MODEL_CARD_MARKDOWN } from '#lib/standards/observation-codes.ts';

/**
 * The model's card as the package brings it (HL7 AI Transparency, AI-ModelCard): one for each version and file. It
 * concerns no patient, so it names none.
 */
export function writeModelCard({ model }: { model: ResultModel }, markdown: string): DocumentReference {
  const title = `Model card: ${model.title}, version ${model.version}`;
  const bytes = Buffer.from(markdown, 'utf8');
  return {
    resourceType: 'DocumentReference',
    meta: { profile: [`${SIGHTLINE_CANONICAL}/StructureDefinition/sightline-model-card`] },
    identifier: [{ system: MODEL_CARD, value: modelCardIdentifier(model) }],
    status: 'current',
    // AI-ModelCard fixes the type to this coding and no text.
    type: { coding: [coding(AI_MODEL_CARD)] },
    category: [codeable('Model card in Markdown', [AI_MODEL_CARD_MARKDOWN])],
    description: title,
    content: [
      { attachment: writeAttachment(bytes, { contentType: 'text/markdown', language: 'en', title }) },
    ],
  };
}

export function modelCardIdentifier({ id, version, sha256 }: ResultModel): string {
  return `${id}/${version}/${sha256}`;
}

/** Undefined where the destination is given none. */
export function modelCardReference({
  result,
  parts,
  options,
}: FhirWriting): Reference<DocumentReference> | undefined {
  if (!parts.has('model-card') || options.modelCard === undefined) return undefined;
  return { reference: modelCardUrn(result.model) };
}

export function modelCardUrn(model: ResultModel): string {
  return entryUrn(`ModelCard/${modelCardIdentifier(model)}`);
}
