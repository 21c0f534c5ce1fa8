"""What happens to a film before the network: the product repeats exactly this in TypeScript.

8-bit grey -> 0..1 -> squashed to a square by a triangle filter -> (x - mean) / std.

The filter is Pillow's BILINEAR on 32-bit floats: for each output pixel `o` with scale = in / out,
centre = (o + 0.5) * scale, reach = max(scale, 1), input pixels from int(centre - reach + 0.5) (not below 0)
to int(centre + reach + 0.5) (not above in, exclusive), each weighing 1 - |i + 0.5 - centre| / reach
where positive, divided by the sum of the weights; rows first, columns after.
"""

import numpy as np
from PIL import Image

from .settings import MEAN, SIZE, STD


def squash(grey: np.ndarray, size: int = SIZE) -> np.ndarray:
    """An 8-bit grey film as a size x size float image in 0..1."""
    image = Image.fromarray(grey.astype(np.float32) / np.float32(255), mode="F")
    return np.asarray(image.resize((size, size), Image.BILINEAR), dtype=np.float32)


def normalise(unit: np.ndarray) -> np.ndarray:
    return ((unit - np.float32(MEAN)) / np.float32(STD)).astype(np.float32)


def prepare(grey: np.ndarray) -> np.ndarray:
    """The tensor [1, SIZE, SIZE] that the ONNX file takes for one film."""
    return normalise(squash(grey))[None]
