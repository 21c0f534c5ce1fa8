/** Tensors behind JSON in one HTTP body: the binary tensor data extension of the Open Inference Protocol v2. */
import { z } from 'zod';
import { brokenAnswer } from './name-failure.ts';
import { answerSchema, type InferAnswer, type InferRequest } from './protocol.ts';

/** The length in bytes of the JSON that a body begins with. */
export const HEADER_LENGTH = 'inference-header-content-length';

const framedAnswerSchema = answerSchema.extend({
  outputs: z.array(
    answerSchema.shape.outputs.element.extend({
      parameters: z.object({ binary_data_size: z.int().nonnegative() }),
    }),
  ),
});

export function frameRequest({ id, input, outputs }: InferRequest): { head: Buffer; body: Buffer } {
  const { bytes, ...described } = input;
  const head = Buffer.from(
    JSON.stringify({
      id,
      inputs: [{ ...described, parameters: { binary_data_size: bytes.length } }],
      outputs: outputs.map((name) => ({ name, parameters: { binary_data: true } })),
    }),
  );
  return { head, body: Buffer.concat([head, bytes]) };
}

/**
 * Every byte of the body belongs to the JSON or to exactly one tensor.
 * @throws InferenceError inference-answer-broken.
 */
export function unframeAnswer(headerLength: unknown, body: Buffer): InferAnswer {
  if (typeof headerLength !== 'string') throw brokenAnswer(`no ${HEADER_LENGTH}`);
  const length = /^\d{1,10}$/.test(headerLength) ? Number(headerLength) : Number.NaN;
  if (!(length > 0 && length <= body.length)) {
    throw brokenAnswer(`${HEADER_LENGTH} ${headerLength.slice(0, 20)} of ${body.length} bytes`);
  }
  const parsed = framedAnswerSchema.safeParse(parseJson(body.toString('utf8', 0, length)));
  if (!parsed.success) throw brokenAnswer(`head of the answer: ${z.prettifyError(parsed.error)}`);
  return { ...nameOf(parsed.data), outputs: cutTensors(parsed.data.outputs, body.subarray(length)) };
}

export function nameOf(answer: z.infer<typeof answerSchema>): Omit<InferAnswer, 'outputs'> {
  return { id: answer.id, model: answer.model_name, version: answer.model_version };
}

/** Undefined for what is no JSON, which no schema accepts. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function cutTensors(outputs: z.infer<typeof framedAnswerSchema>['outputs'], bytes: Buffer) {
  let at = 0;
  const tensors = outputs.map(({ name, datatype, shape, parameters }) => {
    const start = at;
    at += parameters.binary_data_size;
    return { name, datatype, shape, bytes: bytes.subarray(start, at) };
  });
  if (at !== bytes.length) throw brokenAnswer(`tensors of ${at} bytes in ${bytes.length}`);
  return tensors;
}
