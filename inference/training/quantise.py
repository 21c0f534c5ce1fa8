"""The same graph in 8-bit arithmetic: smaller and faster, at a loss that the card states. Not shipped."""

import os

import onnx
from onnx import TensorProto, numpy_helper
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process

from . import evaluate


class Films(CalibrationDataReader):
    """Training films, one batch at a time, for the ranges of the layers' outputs."""

    def __init__(self, data: str, films: list):
        self.batches = iter([{"image": images} for images in evaluate.prepared(data, films)])

    def get_next(self):
        return next(self.batches, None)


def widen(path: str, to: str) -> None:
    """Weights back to 32 bits: the quantiser does not look behind a cast."""
    model = onnx.load(path)
    graph = model.graph
    halves = {each.name: each for each in graph.initializer if each.data_type == TensorProto.FLOAT16}
    for node in [node for node in graph.node if node.op_type == "Cast" and node.input[0] in halves]:
        weight = halves[node.input[0]]
        values = numpy_helper.to_array(weight).astype("float32")
        graph.initializer.append(numpy_helper.from_array(values, node.output[0]))
        graph.initializer.remove(weight)
        graph.node.remove(node)
    onnx.save(model, to)


def quantise(path: str, to: str, data: str, films: list) -> None:
    """Convolutions only: the maps' sums and means stay in 32 bits."""
    wide = to + ".wide.onnx"
    widen(path, wide)
    quant_pre_process(wide, wide, skip_symbolic_shape=True)
    quantize_static(wide, to, Films(data, films), quant_format=QuantFormat.QDQ, per_channel=True,
                    activation_type=QuantType.QUInt8, weight_type=QuantType.QInt8,
                    op_types_to_quantize=["Conv", "Clip"])
    os.remove(wide)


def megabytes(path: str) -> float:
    return os.path.getsize(path) / 1e6
