"""The members' averaged weights as one ONNX file with 16-bit weights, and the proof that nothing was lost."""

import hashlib
import os

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from .network import ChestNetwork
from .settings import ANY, CLASSES, FINDINGS, MEMBERS, MODEL_ID, SIZE, VERSION

OPSET = 17


class Ensemble(nn.Module):
    """The mean of its members' maps, and logits that are the maps' means still; the abnormality score apart."""

    def __init__(self, members: list):
        super().__init__()
        self.members = nn.ModuleList(members)

    def forward(self, image):
        maps = torch.stack([member(image)[1] for member in self.members]).mean(dim=0)
        keep, anything = len(FINDINGS), CLASSES.index(ANY)
        logits = maps.mean(dim=(2, 3))
        return logits[:, :keep], maps[:, :keep], logits[:, anything:anything + 1]


def member_path(work: str, name: str) -> str:
    return os.path.join(work, name, "last.pt")


def shipped_network(work: str) -> Ensemble:
    """The trained members in float32."""
    members = []
    for member in MEMBERS:
        network = ChestNetwork()
        network.load_state_dict(torch.load(member_path(work, member.name), map_location="cpu")["network"])
        members.append(network.eval())
    return Ensemble(members).eval()


def halve(model: onnx.ModelProto) -> None:
    """Large weights are stored in 16 bits and cast back at load: half the file, same float32 arithmetic.

    The small early layers stay in 32: folded with their normalisation they hold weights around 70, whose
    rounding alone moved logits by 0.1, and they make up one percent of the file.
    """
    graph, casts = model.graph, []
    for weight in list(graph.initializer):
        values = numpy_helper.to_array(weight)
        if values.dtype != np.float32 or values.size < 5000:
            continue
        small, name = values.astype(np.float16), weight.name + "_half"
        if not np.isfinite(small).all():
            raise ValueError(f"{weight.name} does not fit into 16 bits")
        graph.initializer.remove(weight)
        graph.initializer.append(numpy_helper.from_array(small, name))
        casts.append(helper.make_node("Cast", [name], [weight.name], to=TensorProto.FLOAT))
    nodes = casts + list(graph.node)
    del graph.node[:]
    graph.node.extend(nodes)


def check_graph(model: onnx.ModelProto) -> None:
    """A trunk whose ReLU6 was swapped for swish still exports, and is wrong: look for it."""
    kinds = {node.op_type for node in model.graph.node}
    if "Clip" not in kinds or "Sigmoid" in kinds or "HardSwish" in kinds:
        raise ValueError(f"unexpected activations in {sorted(kinds)}")
    if model.opset_import[0].version != OPSET:
        raise ValueError("unexpected opset")
    onnx.checker.check_model(model, full_check=True)


def export(network: Ensemble, path: str) -> None:
    names = ["logits", "maps", "abnormality"]
    plain = network.to(memory_format=torch.contiguous_format)
    torch.onnx.export(plain, torch.zeros(1, 1, SIZE, SIZE), path, opset_version=OPSET, input_names=["image"],
                      output_names=names, dynamic_axes={name: {0: "batch"} for name in ["image", *names]})
    model = onnx.load(path)
    halve(model)
    helper.set_model_props(model, {"id": MODEL_ID, "version": VERSION})
    check_graph(model)
    onnx.save(model, path)


def open_model(path: str) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    # One thread that sleeps when idle: a spinning pool starves whatever else runs on a small machine.
    options.intra_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def sha256(path: str) -> str:
    with open(path, "rb") as handle:
        return hashlib.sha256(handle.read()).hexdigest()
