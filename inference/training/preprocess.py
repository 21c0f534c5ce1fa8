"""What happens to a film before the network: the product repeats exactly this in TypeScript.

Stored values -> greys 0..1 (DICOM PS3.4 N.2) -> squashed to a square by a triangle filter -> (x - mean) / std.
The films of the training set are 8-bit pictures: their greys are given, value / 255.

The filter is Pillow's BILINEAR on 32-bit floats: for each output pixel `o` with scale = in / out,
centre = (o + 0.5) * scale, reach = max(scale, 1), input pixels from int(centre - reach + 0.5) (not below 0)
to int(centre + reach + 0.5) (not above in, exclusive), each weighing 1 - |i + 0.5 - centre| / reach
where positive, divided by the sum of the weights; rows first, columns after.
"""

import numpy as np
from PIL import Image

from .settings import MEAN, SIZE, STD


# The share of a film that is left out at either end where no window is given.
TAIL = 0.005


def to_unit(stored: np.ndarray, slope: float = 1, intercept: float = 0, window=None,
            monochrome1: bool = False) -> np.ndarray:
    """A DICOM film's stored values as float32 greys, 0 black and 1 white; `window` is (centre, width, function)."""
    values = stored.astype(np.float64) * slope + intercept
    unit = None if window is None else through_window(values, *window)
    if unit is None or 2 * np.count_nonzero((unit > 0.001) & (unit < 0.999)) < unit.size:
        unit = by_own_range(values)  # a window that shows nothing of the film was not meant for it
    return (1 - unit if monochrome1 else unit).astype(np.float32)


def through_window(values: np.ndarray, centre: float, width: float, function: str) -> np.ndarray:
    """DICOM PS3.3 C.11.2.1.2.1 and C.11.2.1.3, with an output of 0 to 1."""
    if function == "SIGMOID":
        return 1 / (1 + np.exp(-4 * (values - centre) / width))
    if function == "LINEAR_EXACT":
        return np.clip((values - centre) / width + 0.5, 0, 1)
    if width <= 1:
        return (values > centre - 0.5).astype(np.float64)
    return np.clip((values - (centre - 0.5)) / (width - 1) + 0.5, 0, 1)


def by_own_range(values: np.ndarray) -> np.ndarray:
    ordered = np.sort(values, axis=None)
    low, high = (ordered[int(share * (ordered.size - 1))] for share in (TAIL, 1 - TAIL))
    return np.zeros_like(values) if low == high else np.clip((values - low) / (high - low), 0, 1)


def squash_unit(unit: np.ndarray, size: int = SIZE) -> np.ndarray:
    """Greys 0..1 as a size x size float image."""
    image = Image.fromarray(np.ascontiguousarray(unit, dtype=np.float32), mode="F")
    return np.asarray(image.resize((size, size), Image.BILINEAR), dtype=np.float32)


def squash(grey: np.ndarray, size: int = SIZE) -> np.ndarray:
    """An 8-bit grey film as a size x size float image in 0..1."""
    return squash_unit(grey.astype(np.float32) / np.float32(255), size)


def normalise(unit: np.ndarray) -> np.ndarray:
    return ((unit - np.float32(MEAN)) / np.float32(STD)).astype(np.float32)


def prepare(grey: np.ndarray, size: int = SIZE) -> np.ndarray:
    """The tensor [1, size, size] that the ONNX file takes for one 8-bit film."""
    return normalise(squash(grey, size))[None]


def prepare_unit(unit: np.ndarray, size: int = SIZE) -> np.ndarray:
    """The same for a film's greys as `to_unit` gives them."""
    return normalise(squash_unit(unit, size))[None]
