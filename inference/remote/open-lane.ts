/** One connection at a time to a server, which answers films only while the model behind it is proven. */
import { InferenceError } from '../errors.ts';
import { inferOnce, type ServedModel, type ServedOutput } from './infer-once.ts';
import { unreachable } from './name-failure.ts';
import { type GoldenCheck, type Proof, proveModel } from './prove-model.ts';
import type { InferenceConnection } from './protocol.ts';

export interface Lane {
  /** @throws InferenceError as proveModel and inferOnce; after any the connection is a new one. */
  ask: (tensor: Float32Array, signal: AbortSignal) => Promise<Answered>;
  prove: (signal: AbortSignal) => Promise<Proof>;
  close: () => Promise<void>;
}

export interface Answered {
  readonly output: ServedOutput;
  readonly proof: Proof;
  readonly inferenceMs: number;
}

/** A server may load other weights under the same name and version; between two proofs nobody would see it. */
const PROOF_LASTS_MS = 60_000;

interface Standing extends Proof {
  readonly opened: number;
  readonly until: number;
}

export function openLane(
  connect: () => InferenceConnection,
  served: ServedModel,
  golden: GoldenCheck,
  proofLastsMs = PROOF_LASTS_MS,
): Lane {
  let connection = connect();
  let standing: Standing | undefined;
  let everProven = false;

  async function prove(signal: AbortSignal): Promise<Standing> {
    const proof = await proveModel(connection, served, golden, signal);
    everProven = true;
    return (standing = { ...proof, opened: connection.opened(), until: performance.now() + proofLastsMs });
  }

  function isStanding(proof: Standing | undefined): proof is Standing {
    return proof?.opened === connection.opened() && proof.until > performance.now();
  }

  async function ask(tensor: Float32Array, signal: AbortSignal): Promise<Answered> {
    const proof = isStanding(standing) ? standing : await prove(signal);
    const started = performance.now();
    const output = await inferOnce(connection, served, proof.datatype, tensor, signal);
    const inferenceMs = performance.now() - started;
    // Asked over a connection that opened after the proof: what answered must pass as well.
    const after = proof.opened === connection.opened() ? proof : await prove(signal);
    if (output.version !== after.modelVersion || output.version !== proof.modelVersion) {
      throw unreachable('another version of the model answered than the one that was proven');
    }
    return { output, proof: after, inferenceMs };
  }

  /** What failed is not asked again over the same connection: a late answer, or a server that hangs, would stay with it. */
  async function orReconnect<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (thrown) {
      standing = undefined;
      const broken = connection;
      connection = connect();
      await broken.close();
      throw everProven ? asPassing(thrown) : thrown;
    }
  }

  return {
    ask: (tensor, signal) => orReconnect(ask(tensor, signal)),
    prove: (signal) => orReconnect(prove(signal)),
    close: () => connection.close(),
  };
}

/** A model that was served before is being loaded again; one that never was is a mistake of the configuration. */
function asPassing(thrown: unknown): unknown {
  if (!(thrown instanceof InferenceError) || thrown.code !== 'model-not-served') return thrown;
  return new InferenceError('model-not-served', 'transient', { problems: thrown.problems });
}
