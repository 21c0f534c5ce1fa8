/** onnxruntime's own profile of a run: which provider ran which node, and in what precision. */
import { z } from 'zod';
import type { Execution, Provider as AnyProvider } from '../contract.ts';

/** Those of the runtime itself. */
export type Provider = Exclude<AnyProvider, 'remote'>;

export interface Profile {
  readonly nodes: Readonly<Partial<Record<Provider, number>>>;
  readonly precision: Execution['precision'];
}

const PROVIDERS: Readonly<Record<string, Provider>> = {
  TensorrtExecutionProvider: 'tensorrt',
  CUDAExecutionProvider: 'cuda',
  CPUExecutionProvider: 'cpu',
};

const PRECISIONS: Readonly<Record<string, Execution['precision']>> = {
  float: 'fp32',
  float16: 'fp16',
  bfloat16: 'bf16',
  int8: 'int8',
  uint8: 'int8',
};

const nodeEvent = z.object({
  cat: z.literal('Node'),
  name: z.string().endsWith('_kernel_time'),
  dur: z.number(),
  args: z.object({
    provider: z.string(),
    input_type_shape: z.array(z.record(z.string(), z.unknown())),
  }),
});
type NodeEvent = z.infer<typeof nodeEvent>;

/** Precision is that of the nodes which took most of the time. Throws where the text is no profile. */
export function readProfile(text: string): Profile {
  const events = z
    .array(z.unknown())
    .parse(JSON.parse(text))
    .flatMap((event) => nodeEvent.safeParse(event).data ?? []);
  const nodes: Partial<Record<Provider, number>> = {};
  const times = new Map<Execution['precision'], number>();
  for (const event of events) {
    const provider = PROVIDERS[event.args.provider];
    if (provider !== undefined) nodes[provider] = (nodes[provider] ?? 0) + 1;
    const precision = precisionOf(event);
    if (precision !== undefined) times.set(precision, (times.get(precision) ?? 0) + event.dur);
  }
  const [most] = [...times].sort(([, a], [, b]) => b - a);
  return { nodes, precision: most?.[0] ?? 'fp32' };
}

/** What a node computes in: the narrowest of its inputs, as of an integer convolution with its scales in 32 bits. */
function precisionOf({ args }: NodeEvent): Execution['precision'] | undefined {
  const inputs = args.input_type_shape.flatMap((each) => PRECISIONS[Object.keys(each)[0] ?? ''] ?? []);
  return NARROWEST_FIRST.find((precision) => inputs.includes(precision));
}

const NARROWEST_FIRST = ['int8', 'fp16', 'bf16', 'fp32'] as const;
