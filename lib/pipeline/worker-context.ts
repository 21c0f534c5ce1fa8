import type { InferencePool } from '#inference/runtime/inference-pool.ts';
import type { LoadedModel } from '#inference/models/load-model.ts';
import type { DecodePool } from '#lib/pixels/decode-pool.ts';
import type { MllpPool } from '#lib/delivery/mllp/mllp-pool.ts';
import type { Config } from '#lib/platform/config.ts';
import type { Db } from '#lib/platform/database.ts';
import type { StorageWatch } from '#lib/platform/disk-space.ts';
import type { Logger } from '#lib/platform/log.ts';
import type { Queue } from '#lib/platform/queue.ts';
import type { ReadStatement } from './statements.ts';

/** What the worker's stages reach the outside world with. */
export interface WorkerContext {
  readonly config: Config;
  readonly db: Db;
  readonly queue: Queue;
  readonly log: Logger;
  readonly model: LoadedModel;
  readonly decoder: DecodePool;
  readonly inference: InferencePool;
  readonly readStatement: ReadStatement;
  /** Connections to the sites' HL7 engines. */
  readonly engines: MllpPool;
  readonly storage: StorageWatch;
}
