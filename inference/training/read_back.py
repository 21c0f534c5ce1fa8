"""An exported file of version 0.1.0 -> a start.pt for a member, where the checkpoint behind it is lost.

python3 -m inference.training.read_back MODEL.onnx --data DIR --work DIR --member NAME
The export folded every normalisation into its convolution; this parts them again so that training can go on.
"""

import argparse
import os

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from . import augment, dataset, network
from .train import save


def convolutions(path: str) -> list:
    """(weight, bias) of each convolution in the order of the graph, 16-bit weights widened."""
    graph = onnx.load(path).graph
    values = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    for node in graph.node:
        if node.op_type == "Cast" and node.input[0] in values:
            values[node.output[0]] = values[node.input[0]].astype(np.float32)
    return [(torch.tensor(values[node.input[1]]), torch.tensor(values[node.input[2]]))
            for node in graph.node if node.op_type == "Conv"]


def layers(trunk) -> list:
    """(convolution, its normalisation) in the order in which the trunk calls them."""
    found = [(trunk._conv_stem, trunk._bn0)]
    for block in trunk._blocks:
        if hasattr(block, "_expand_conv"):
            found.append((block._expand_conv, block._bn0))
        found += [(block._depthwise_conv, block._bn1), (block._project_conv, block._bn2)]
    return found + [(trunk._conv_head, trunk._bn1)]


@torch.no_grad()
def pour(net, folded: list) -> None:
    """Weights into convolutions at the length the start weights have, the rest into normalisation."""
    for (conv, norm), (weight, bias) in zip(layers(net.trunk), folded):
        ratio = weight.flatten(1).norm(dim=1) / conv.weight.flatten(1).norm(dim=1).clamp(min=1e-6)
        ratio = ratio.clamp(min=1e-4)
        conv.weight.copy_(weight / ratio.view(-1, 1, 1, 1))
        norm.running_mean.zero_()
        norm.running_var.fill_(1 - norm.eps)
        norm.weight.copy_(ratio)
        norm.bias.copy_(bias)
    weight, bias = folded[-1]
    net.maps.weight[:len(weight)].copy_(weight)
    net.maps.bias[:len(bias)].copy_(bias)


@torch.no_grad()
def settle(net, films) -> None:
    """Gives each normalisation the mean and deviation it really sees, without changing what comes out."""
    seen, hooks = {}, []
    for conv, norm in layers(net.trunk):
        def note(_, __, out, norm=norm):
            seen[norm] = (out.mean(dim=(0, 2, 3)), out.var(dim=(0, 2, 3)))
        hooks.append(conv.register_forward_hook(note))
    net(films)
    for hook in hooks:
        hook.remove()
    for norm, (mean, var) in seen.items():
        scale, shift = norm.weight.clone(), norm.bias.clone()
        deviation = (var + norm.eps).sqrt()
        norm.running_mean.copy_(mean)
        norm.running_var.copy_(var)
        norm.weight.copy_(scale * deviation)
        norm.bias.copy_(shift + scale * mean)


def main() -> None:
    parser = argparse.ArgumentParser(prog="inference.training.read_back", description=__doc__)
    parser.add_argument("model")
    for name in ("--data", "--work", "--member"):
        parser.add_argument(name, required=True)
    args = parser.parse_args()
    films = dataset.read_films(args.data)
    pixels = dataset.cached(args.data, args.work, films)
    rows = np.array([i for i, film in enumerate(films) if film.part == "train"])[::20]
    net, folded = network.start_network().eval(), convolutions(args.model)
    if len(folded) != len(layers(net.trunk)) + 1:
        raise ValueError(f"{len(folded)} convolutions: not a file of version 0.1.0")
    pour(net, folded)
    images = augment.plain(torch.from_numpy(pixels[rows]))
    with torch.no_grad():
        before = net(images[:64])[0]
        settle(net, images)
        print("largest change of a logit", float((net(images[:64])[0] - before).abs().max()))
    folder = os.path.join(args.work, args.member)
    os.makedirs(folder, exist_ok=True)
    save(os.path.join(folder, "start.pt"), {"network": net.state_dict()})


if __name__ == "__main__":
    main()
