import type { Provenance, Reference } from '@medplum/fhirtypes';
import { coding } from '#lib/results/fhir/concepts.ts';
import { deviceUrn } from '#lib/results/fhir/write-device.ts';
import { versionIdentifier } from '#lib/results/identify-result.ts';
import type { StudyResult } from '#lib/results/study-result.ts';
import {
  AI_ASSERTED,
  AI_DEVICE,
  PROVENANCE_AUTHOR,
  PROVENANCE_CREATE,
} from '#lib/standards/observation-codes.ts';
import { uuidOfName } from '#lib/standards/name-uuid.ts';

/** Who made these resources: the model, as author (HL7 AI Transparency, AI-Provenance). */
export function writeProvenance(result: StudyResult, targets: readonly Reference[]): Provenance {
  return {
    resourceType: 'Provenance',
    id: provenanceId(result),
    target: [...targets],
    recorded: result.issuedAt,
    reason: [{ coding: [coding(AI_ASSERTED)] }],
    activity: { coding: [coding(PROVENANCE_CREATE)], text: `AI analysis of a ${result.model.examination}` },
    agent: [
      {
        type: { coding: [coding(PROVENANCE_AUTHOR)] },
        role: [{ coding: [coding(AI_DEVICE)] }],
        who: { reference: deviceUrn(result) },
      },
    ],
  };
}

export function provenanceId(result: StudyResult): string {
  return uuidOfName(`Provenance/${versionIdentifier(result)}`);
}
