/** What inference takes and gives. It knows nothing of FHIR, HL7 or the database, so that it can become its own process. */

/** One decoded frame: stored values as they stood in the object, with what is needed to turn them into greys. */
export interface PixelFrame {
  readonly rows: number;
  readonly columns: number;
  /** Stored values, row by row, rows * columns of them; sign and width as PixelRepresentation and BitsAllocated say. */
  readonly pixels: Uint8Array | Int8Array | Uint16Array | Int16Array;
  readonly bitsStored: number;
  readonly photometricInterpretation: 'MONOCHROME1' | 'MONOCHROME2';
  /** Modality transform (DICOM PS3.3 C.11.1): output = slope * stored + intercept. */
  readonly rescale: { readonly slope: number; readonly intercept: number };
  /** In place of the rescale, where the object brings one. */
  readonly modalityLut?: LookupTable;
  /** VOI window (DICOM PS3.3 C.11.2), absent where the object names none. */
  readonly window?: { readonly center: number; readonly width: number; readonly function: VoiFunction };
  /** Used where there is no window. */
  readonly voiLut?: LookupTable;
  /** Stored values, both ends included, that stand for no anatomy (DICOM PS3.3 C.7.5.1.1.2). */
  readonly padding?: { readonly from: number; readonly to: number };
  /** Row and column spacing in the patient, where the object states it. */
  readonly pixelSpacingMm?: readonly [number, number];
  /** Row and column spacing at the detector: the patient's are smaller by an unknown magnification. */
  readonly detectorSpacingMm?: readonly [number, number];
}

/** DICOM PS3.3 C.11.1.1.1: values below the first mapped take the first entry, those beyond the last take the last. */
export interface LookupTable {
  readonly firstMapped: number;
  readonly values: Uint16Array;
  /** Of an entry: the largest grey is 2^bits - 1. */
  readonly bits: number;
}

export type VoiFunction = 'LINEAR' | 'LINEAR_EXACT' | 'SIGMOID';

/** What a model says of one film, before calibration and clinical meaning. */
export interface ModelOutput {
  readonly model: ModelIdentity;
  /** In the manifest's order; logits[i] and maps plane i belong to labels[i]. */
  readonly labels: readonly string[];
  /** Where the graph gives probabilities, their log-odds. */
  readonly logits: Float32Array;
  /** Absent where the model's graph draws none. */
  readonly maps?: ActivationMaps;
  /** What the graph says of the film itself, as the manifest's gate reads it; absent where it says nothing. */
  readonly gate?: Float32Array;
  readonly execution: Execution;
}

/** Class activation maps, labels x rows x columns, over the whole (squashed) film: no padding, no crop. */
export interface ActivationMaps {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float32Array;
}

export interface ModelIdentity {
  readonly id: string;
  readonly version: string;
  /** SHA-256 of the ONNX file, hex. */
  readonly sha256: string;
}

/** What really ran, as told by the runtime and never by the configuration. */
export interface Execution {
  readonly provider: Provider;
  readonly precision: 'fp32' | 'fp16' | 'bf16' | 'int8';
  /** The processor or card that ran it, or the server that was asked; e.g. "NVIDIA H200", "AMD EPYC 9654, 2 threads". */
  readonly device: string;
  /** How many films the runtime was given at once. */
  readonly batchSize: number;
  readonly preprocessMs: number;
  /** From being asked for to running, preprocessing apart: the time that batching and other films took. */
  readonly waitMs: number;
  /** Of the run that this film was part of, whole. */
  readonly inferenceMs: number;
}

/** An execution provider of onnxruntime, or a server that speaks the Open Inference Protocol. */
export type Provider = 'tensorrt' | 'cuda' | 'cpu' | 'remote';
