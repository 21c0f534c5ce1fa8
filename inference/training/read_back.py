"""An exported file -> the last.pt of each of its networks, where the checkpoints behind it are lost.

python3 -m inference.training.read_back MODEL.onnx --work DIR --members first,second,third
The export folded every normalisation into its convolution; here it stays there, and the normalisation does nothing.
"""

import argparse
import os

import onnx
import torch
from onnx import numpy_helper

from . import network
from .train import save


def convolutions(path: str) -> list:
    """(weight, bias or None) of each convolution in the order of the graph, 16-bit weights widened."""
    graph = onnx.load(path).graph
    values = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    for node in graph.node:
        # Equal tensors are stored once: the exporter lets the others name the first.
        if node.op_type in ("Cast", "Identity") and node.input[0] in values:
            values[node.output[0]] = values[node.input[0]].astype("float32")
    return [tuple(torch.tensor(values[name]) for name in node.input[1:]) for node in graph.node
            if node.op_type == "Conv"]


def layers(net) -> list:
    """(convolution, its normalisation or None) in the order in which the network calls them."""
    trunk = net.trunk
    found = [(trunk._conv_stem, trunk._bn0)]
    for block in trunk._blocks:
        if hasattr(block, "_expand_conv"):
            found.append((block._expand_conv, block._bn0))
        found += [(block._depthwise_conv, block._bn1), (block._project_conv, block._bn2)]
    return found + [(trunk._conv_head, trunk._bn1), (net.maps, None), (net.fine[0], net.fine[1]),
                    (net.fine_maps, None)]


@torch.no_grad()
def pour(net, folded: list) -> None:
    for (conv, norm), (weight, *bias) in zip(layers(net), folded):
        if conv.weight.shape != weight.shape:
            raise ValueError(f"a convolution of {tuple(weight.shape)} where the network has {tuple(conv.weight.shape)}")
        conv.weight.copy_(weight)
        if norm is None:
            if bias:
                conv.bias.copy_(bias[0])
            continue
        norm.running_mean.zero_()
        norm.running_var.fill_(1 - norm.eps)
        norm.weight.fill_(1)
        norm.bias.copy_(bias[0])


def main() -> None:
    parser = argparse.ArgumentParser(prog="inference.training.read_back", description=__doc__)
    parser.add_argument("model")
    for name in ("--work", "--members"):
        parser.add_argument(name, required=True)
    args = parser.parse_args()
    folded, names = convolutions(args.model), args.members.split(",")
    count = len(layers(network.ChestNetwork()))
    if len(folded) != count * len(names):
        raise ValueError(f"{len(folded)} convolutions, not {count} for each of {names}")
    for at, name in enumerate(names):
        net = network.ChestNetwork().eval()
        pour(net, folded[at * count:(at + 1) * count])
        os.makedirs(os.path.join(args.work, name), exist_ok=True)
        kept = {"network": net.state_dict(), "step": 0, "seconds": 0.0, "history": []}
        save(os.path.join(args.work, name, "last.pt"), kept)


if __name__ == "__main__":
    main()
