/** As many sessions as there are cards, or as were asked for; the first one tells what there is. */
import { availableParallelism } from 'node:os';
import type { LoadedModel } from '../models/load-model.ts';
import { listGpus } from './name-device.ts';
import type { ModelSettings } from './run-model.ts';
import { openSessionLane, type SessionLane, type SessionLaneOptions } from './session-lane.ts';

export interface LaneOptions
  extends Pick<SessionLaneOptions, 'timeoutMs' | 'onLost'>, Pick<ModelSettings, 'providers' | 'maxBatch'> {
  readonly model: LoadedModel;
  readonly sessions?: number | undefined;
  readonly threads: number;
}

/** The runtime's threads for one run: the cores, shared among the sessions. */
export function threadsOf({ sessions = 1, threads }: { sessions?: number; threads?: number }): number {
  return threads ?? Math.max(1, Math.floor(availableParallelism() / sessions));
}

/** At least one. @throws InferenceError model-not-openable, model-output-broken, inference-crashed. */
export async function openLanes(options: LaneOptions): Promise<readonly [SessionLane, ...SessionLane[]]> {
  const first = await openLane(options, 0);
  const gpus = first.opened.provider === 'cpu' ? 1 : Math.max(1, listGpus().length);
  const count = options.sessions ?? gpus;
  const more = await Promise.allSettled(
    Array.from({ length: count - 1 }, (_, index) => openLane(options, (index + 1) % gpus)),
  );
  const opened = more.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  const failed = more.find((each) => each.status === 'rejected');
  if (failed === undefined) return [first, ...opened];
  await Promise.all([first, ...opened].map((lane) => lane.close()));
  throw failed.reason;
}

function openLane(options: LaneOptions, deviceId: number): Promise<SessionLane> {
  const { model, providers, maxBatch, threads, timeoutMs, onLost } = options;
  const { manifest, onnxPath } = model;
  return openSessionLane({
    settings: { manifest, onnxPath, providers, maxBatch, threads, deviceId },
    timeoutMs,
    onLost,
  });
}
