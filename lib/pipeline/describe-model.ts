import type { ModelManifest } from '#inference/models/manifest.ts';
import type { ResultModel } from '#lib/results/study-result.ts';

/** The model as a report names it. */
export function describeModel(manifest: ModelManifest): ResultModel {
  return {
    id: manifest.id,
    version: manifest.version,
    sha256: manifest.sha256,
    title: manifest.title,
    regulatoryStatus: manifest.regulatoryStatus,
    examination: examinationOf(manifest.accepts),
    evaluatedOn: manifest.measuredOn.description,
  };
}

/** Plain radiography, DICOM PS3.3 C.7.3.1.1.1. */
const RADIOGRAPHS: readonly string[] = ['CR', 'DX', 'RG'];

/** A hospital's own model may read something else than the product's own; its reports must not say chest then. */
function examinationOf({ modalities, bodyParts }: ModelManifest['accepts']): string {
  const radiograph = modalities.every((modality) => RADIOGRAPHS.includes(modality));
  if (!radiograph) return modalities.every((modality) => modality === 'MG') ? 'mammogram' : 'medical image';
  return bodyParts.every((part) => part === 'CHEST') ? 'chest radiograph' : 'radiograph';
}
