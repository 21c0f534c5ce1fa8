import type { Provenance, ProvenanceAgent, Reference } from '@medplum/fhirtypes';
import { coding, signerReference } from '#lib/results/fhir/concepts.ts';
import { deviceReference } from '#lib/results/fhir/write-device.ts';
import { modelCardReference } from '#lib/results/fhir/write-model-card.ts';
import type { FhirWriting } from '#lib/results/fhir/write-options.ts';
import { versionIdentifier } from '#lib/results/identify-result.ts';
import { isWithdrawn, signerOf } from '#lib/results/report-status.ts';
import type { StudyResult } from '#lib/results/study-result.ts';
import { SIGHTLINE_CANONICAL } from '#lib/standards/code-systems.ts';
import type { CodedConcept } from '#lib/standards/coded-concept.ts';
import {
  AI_ASSERTED,
  AI_DEVICE,
  PROVENANCE_ATTESTER,
  PROVENANCE_AUTHOR,
  PROVENANCE_CREATE,
  PROVENANCE_NULLIFY,
  PROVENANCE_UPDATE,
} from '#lib/standards/observation-codes.ts';
import { uuidOfName } from '#lib/standards/name-uuid.ts';

/**
 * Who made these resources: the model, as author (HL7 AI Transparency, AI-Provenance); and who stands for them, once
 * somebody signed.
 */
export function writeProvenance(writing: FhirWriting, targets: readonly Reference[]): Provenance {
  const { result } = writing;
  const card = modelCardReference(writing);
  return {
    resourceType: 'Provenance',
    id: provenanceId(result),
    meta: { profile: [`${SIGHTLINE_CANONICAL}/StructureDefinition/sightline-provenance`] },
    target: [...targets],
    recorded: result.issuedAt,
    reason: [{ coding: [coding(AI_ASSERTED)] }],
    activity: {
      coding: [coding(activityOf(result))],
      text: `AI analysis of a ${result.model.examination}`,
    },
    agent: agentsOf(writing),
    // AI-Provenance fixes the card's role.
    ...(card === undefined ? {} : { entity: [{ role: 'derivation', what: card }] }),
  };
}

export function provenanceId(result: StudyResult): string {
  return uuidOfName(`Provenance/${versionIdentifier(result)}`);
}

function activityOf(result: StudyResult): CodedConcept {
  if (isWithdrawn(result)) return PROVENANCE_NULLIFY;
  return result.version === 1 ? PROVENANCE_CREATE : PROVENANCE_UPDATE;
}

function agentsOf(writing: FhirWriting): ProvenanceAgent[] {
  const signer = signerOf(writing.result);
  const model: ProvenanceAgent = {
    type: { coding: [coding(PROVENANCE_AUTHOR)] },
    role: [{ coding: [coding(AI_DEVICE)] }],
    who: deviceReference(writing),
  };
  if (signer === undefined) return [model];
  return [model, { type: { coding: [coding(PROVENANCE_ATTESTER)] }, who: signerReference(signer) }];
}
