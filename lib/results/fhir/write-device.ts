import type { Device, DeviceProperty, Reference } from '@medplum/fhirtypes';
import { codeable, coding } from '#lib/results/fhir/concepts.ts';
import { modelCardReference } from '#lib/results/fhir/write-model-card.ts';
import type { FhirWriting } from '#lib/results/fhir/write-options.ts';
import { entryUrn } from '#lib/results/identify-result.ts';
import type { StudyResult } from '#lib/results/study-result.ts';
import {
  MODEL_CARD_EXTENSION,
  MODEL_EXECUTION,
  MODEL_SHA256,
  SIGHTLINE_CANONICAL,
} from '#lib/standards/code-systems.ts';
import { uuidOfName } from '#lib/standards/name-uuid.ts';
import { AI_DEVICE } from '#lib/standards/observation-codes.ts';

type Run = Pick<StudyResult, 'model' | 'execution'>;

/**
 * The model and what ran it as a Device (HL7 AI Transparency, AI-Device): one per model version and kind of hardware,
 * shared by all that came of them.
 */
export function writeDevice(writing: FhirWriting): Device {
  const { model, execution } = writing.result;
  const card = modelCardReference(writing);
  return {
    resourceType: 'Device',
    meta: { profile: [`${SIGHTLINE_CANONICAL}/StructureDefinition/sightline-model`] },
    ...(card === undefined ? {} : { extension: [{ url: MODEL_CARD_EXTENSION, valueReference: card }] }),
    identifier: [
      { system: MODEL_EXECUTION, value: deviceIdentifier({ model, execution }) },
      { system: MODEL_SHA256, value: model.sha256 },
    ],
    status: 'active',
    deviceName: [{ name: model.title, type: 'model-name' }],
    modelNumber: model.id,
    version: [{ value: model.version }],
    // AI-Device fixes the type to this coding and no text.
    type: { coding: [coding(AI_DEVICE)] },
    safety: [codeable(model.regulatoryStatus, [])],
    property: [
      property('Execution provider', execution.provider),
      property('Numerical precision', execution.precision),
      property('Ran on', execution.device),
    ],
  };
}

/** Versions may share one file and differ in their thresholds: the file alone does not name the model. */
export function deviceIdentifier({ model, execution }: Run): string {
  const { provider, precision, device } = execution;
  return uuidOfName(['Device', model.id, model.version, model.sha256, provider, precision, device].join('/'));
}

export function deviceUrn(run: Run): string {
  return entryUrn(`Device/${deviceIdentifier(run)}`);
}

/** A destination that takes no Device still reads which model it was, and by which identifier to find it elsewhere. */
export function deviceReference({ result, parts }: FhirWriting): Reference<Device> {
  const display = result.model.title;
  if (parts.has('device')) return { reference: deviceUrn(result), display };
  const identifier = { system: MODEL_EXECUTION, value: deviceIdentifier(result) };
  return { type: 'Device', identifier, display: `${display} ${result.model.version}` };
}

/** No public code is confirmed for what software runs on: text. */
function property(type: string, value: string): DeviceProperty {
  return { type: codeable(type, []), valueCode: [codeable(value, [])] };
}
