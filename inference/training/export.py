"""The members' averaged weights as one ONNX file, its large weights in 16 bits."""

import hashlib
import os

import numpy as np
import onnx
import onnxruntime
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from .network import ChestNetwork
from .settings import ANY, CLASSES, FINDINGS, STUDENTS, SIZE, WEIGHTS_VERSION, Edition

OPSET = 17


class Ensemble(nn.Module):
    """The mean of its members' maps, and logits that are the maps' means still; beside them what the gate says."""

    def __init__(self, members: list, gate: nn.Module):
        super().__init__()
        self.members, self.gate = nn.ModuleList(members), gate

    def forward(self, image):
        seen = [member.look(image) for member in self.members]
        maps = torch.stack([member.draw(*each)[1] for member, each in zip(self.members, seen)]).mean(dim=0)
        keep, anything = len(FINDINGS), CLASSES.index(ANY)
        maps = torch.cat([maps[:, :keep], maps[:, anything:anything + 1]], dim=1)
        return maps.mean(dim=(2, 3)), maps, self.gate(seen[0][0].mean(dim=(2, 3)))


def member_path(work: str, name: str) -> str:
    return os.path.join(work, name, "last.pt")


def member_of(work: str, name: str) -> ChestNetwork:
    """A trained member in float32."""
    network = ChestNetwork(next(member.trunk for member in STUDENTS if member.name == name))
    network.load_state_dict(torch.load(member_path(work, name), map_location="cpu")["network"])
    return network.eval()


def large_weights(graph) -> list:
    """The small early layers stay in 32 bits: folded with their normalisation they hold weights around 70, whose
    rounding alone moved logits by 0.1, and they make up one percent of the file."""
    found = [(weight, numpy_helper.to_array(weight)) for weight in list(graph.initializer)]
    return [(weight, values) for weight, values in found if values.dtype == np.float32 and values.size >= 5000]


def store_in_16_bits(graph) -> None:
    """Cast back at load: half the file, same float32 arithmetic."""
    casts = []
    for weight, values in large_weights(graph):
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


def export(network: Ensemble, path: str, edition: Edition) -> None:
    names = ["logits", "maps", "gate"]
    plain = network.to(memory_format=torch.contiguous_format)
    torch.onnx.export(plain, torch.zeros(1, 1, SIZE, SIZE), path, opset_version=OPSET, input_names=["image"],
                      output_names=names, dynamic_axes={name: {0: "batch"} for name in ["image", *names]})
    model = onnx.load(path)
    store_in_16_bits(model.graph)
    helper.set_model_props(model, {"id": edition.id, "version": WEIGHTS_VERSION})
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
