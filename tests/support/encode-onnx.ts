/** Just enough of ONNX's protobuf to write graphs of a few hundred bytes, by the field numbers of onnx.proto3. */

type Field = Uint8Array;

export interface OnnxValue {
  readonly name: string;
  /** A name stands for an axis that is left open. */
  readonly shape: readonly (number | string)[];
  readonly type?: ElementType;
}

export interface OnnxNode {
  readonly type: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: Readonly<Record<string, number | readonly number[]>>;
}

export interface OnnxConstant {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: readonly number[];
  /** The weights stand in another file. */
  readonly external?: string;
}

export interface OnnxGraph {
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
  readonly nodes: readonly OnnxNode[];
  readonly constants: readonly OnnxConstant[];
}

const ELEMENT_TYPES = { float32: 1, int64: 7, float16: 10 } as const;
type ElementType = keyof typeof ELEMENT_TYPES;
const OPSET = 17;

export function encodeOnnx({ inputs, outputs, nodes, constants }: OnnxGraph): Uint8Array {
  const graph = [
    ...nodes.map((node) => message(1, nodeOf(node))),
    text(2, 'tiny'),
    ...constants.map((constant) => message(5, tensorOf(constant))),
    ...inputs.map((value) => message(11, valueOf(value))),
    ...outputs.map((value) => message(12, valueOf(value))),
  ];
  return join([number(1, 8), message(7, graph), message(8, [text(1, ''), number(2, OPSET)])]);
}

function nodeOf({ type, inputs, outputs, attributes = {} }: OnnxNode): Field[] {
  const given = Object.entries(attributes).map(([name, value]) => message(5, attributeOf(name, value)));
  return [
    ...inputs.map((name) => text(1, name)),
    ...outputs.map((name) => text(2, name)),
    text(4, type),
    ...given,
  ];
}

function attributeOf(name: string, value: number | readonly number[]): Field[] {
  const [INT, INTS] = [2, 7];
  return typeof value === 'number'
    ? [text(1, name), number(3, value), number(20, INT)]
    : [text(1, name), ...value.map((each) => number(8, each)), number(20, INTS)];
}

function tensorOf({ name, shape, values, external }: OnnxConstant): Field[] {
  const head = [...shape.map((axis) => number(1, axis)), number(2, ELEMENT_TYPES.float32), text(8, name)];
  if (external !== undefined) {
    const location = message(13, [text(1, 'location'), text(2, external)]);
    return [...head, location, number(14, 1)];
  }
  return [...head, bytes(9, new Uint8Array(Float32Array.from(values).buffer))];
}

function valueOf({ name, shape, type = 'float32' }: OnnxValue): Field[] {
  const axes = shape.map((axis) => message(1, [typeof axis === 'number' ? number(1, axis) : text(2, axis)]));
  return [text(1, name), message(2, [message(1, [number(1, ELEMENT_TYPES[type]), message(2, axes)])])];
}

function message(field: number, parts: readonly Field[]): Field {
  return bytes(field, join(parts));
}

function text(field: number, value: string): Field {
  return bytes(field, new TextEncoder().encode(value));
}

function bytes(field: number, value: Uint8Array): Field {
  const LENGTH_DELIMITED = 2;
  return join([varint((field << 3) | LENGTH_DELIMITED), varint(value.length), value]);
}

function number(field: number, value: number): Field {
  return join([varint(field << 3), varint(value)]);
}

/** Seven bits a byte, the lowest first; not for negative numbers. */
function varint(value: number): Field {
  const out: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Uint8Array.of(...out, rest);
    out.push((rest % 128) | 128);
  }
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts));
}
