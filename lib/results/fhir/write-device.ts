import type { Device, DeviceProperty } from '@medplum/fhirtypes';
import { codeable, coding } from '#lib/results/fhir/concepts.ts';
import { entryUrn } from '#lib/results/identify-result.ts';
import type { StudyResult } from '#lib/results/study-result.ts';
import { MODEL_EXECUTION, MODEL_SHA256, SIGHTLINE_CANONICAL } from '#lib/standards/code-systems.ts';
import { uuidOfName } from '#lib/standards/name-uuid.ts';
import { AI_DEVICE } from '#lib/standards/observation-codes.ts';

type Run = Pick<StudyResult, 'model' | 'execution'>;

/**
 * The model and what ran it as a Device (HL7 AI Transparency, AI-Device): one per model version and kind of hardware,
 * shared by all that came of them.
 */
export function writeDevice({ model, execution }: Run): Device {
  return {
    resourceType: 'Device',
    meta: { profile: [`${SIGHTLINE_CANONICAL}/StructureDefinition/sightline-model`] },
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

/** No public code is confirmed for what software runs on: text. */
function property(type: string, value: string): DeviceProperty {
  return { type: codeable(type, []), valueCode: [codeable(value, [])] };
}
