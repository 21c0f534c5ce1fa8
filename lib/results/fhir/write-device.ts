import type { Device } from '@medplum/fhirtypes';
import { codeable, coding } from '#lib/results/fhir/concepts.ts';
import { entryUrn } from '#lib/results/identify-result.ts';
import type { ResultModel } from '#lib/results/study-result.ts';
import { MODEL_SHA256, SIGHTLINE_CANONICAL } from '#lib/standards/code-systems.ts';
import { AI_DEVICE } from '#lib/standards/observation-codes.ts';

/** The model as a Device (HL7 AI Transparency, AI-Device): one per model file, shared by all that it produced. */
export function writeDevice(model: ResultModel): Device {
  return {
    resourceType: 'Device',
    meta: { profile: [`${SIGHTLINE_CANONICAL}/StructureDefinition/sightline-model`] },
    identifier: [{ system: MODEL_SHA256, value: model.sha256 }],
    status: 'active',
    deviceName: [{ name: model.title, type: 'model-name' }],
    modelNumber: model.id,
    version: [{ value: model.version }],
    // AI-Device fixes the type to this coding and no text.
    type: { coding: [coding(AI_DEVICE)] },
    safety: [codeable(model.regulatoryStatus, [])],
  };
}

export function deviceUrn(model: ResultModel): string {
  return entryUrn(`Device/${model.sha256}`);
}
