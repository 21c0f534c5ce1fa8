/** The product's own way from an archive to a model's output, without database, EHR and results. */
import { join } from 'node:path';
import { loadModel } from '#inference/models/load-model.ts';
import { createInferencePool } from '#inference/runtime/inference-pool.ts';
import { createDecodePool } from '#lib/pixels/decode-pool.ts';
import { readHeader } from '#lib/pixels/read-header.ts';
import { retrieveInstances } from '#lib/pixels/retrieve-instances.ts';
import { parseStudyInstanceUid, type StudyInstanceUid } from '#lib/standards/identifiers.ts';

export const MODEL = join('inference', 'models', 'sightline-cxr');

export interface MeasuredFilm {
  readonly scores: readonly number[];
  readonly sessionMs: number;
}

export interface Stages {
  readonly filmToOutput: (study: StudyInstanceUid) => Promise<MeasuredFilm>;
  close(): Promise<void>;
}

export async function openStages(root: string): Promise<Stages> {
  const inference = await createInferencePool({ model: await loadModel(MODEL), providers: ['cpu'] });
  const decoder = createDecodePool();
  return {
    filmToOutput: async (study) => {
      const request = { root, studyInstanceUid: study, authorization: () => Promise.resolve(undefined) };
      for await (const instance of retrieveInstances(request)) {
        readHeader(instance.bytes);
        const { frame } = await decoder.decode(instance.bytes);
        const output = await inference.infer(frame);
        return { scores: [...output.logits], sessionMs: output.execution.inferenceMs };
      }
      throw new Error('a study without an instance');
    },
    close: async () => {
      await Promise.all([inference.close(), decoder.close()]);
    },
  };
}

export async function studiesOf(root: string): Promise<StudyInstanceUid[]> {
  const response = await fetch(`${root}/studies`, { headers: { accept: 'application/dicom+json' } });
  const studies = (await response.json()) as Record<string, { Value: string[] }>[];
  return studies.flatMap((study) => parseStudyInstanceUid(study['0020000D']?.Value[0]) ?? []);
}

/** Results in the order of the items, `lanes` of them under way at a time. */
export async function inParallel<T, R>(
  items: readonly T[],
  lanes: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  const lane = async () => {
    for (const [at, item] of queue) results[at] = await work(item);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}
