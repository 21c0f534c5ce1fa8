"""Writes prepare-film.golden.json: the same films through Pillow, PyTorch and TorchXRayVision (with scikit-image).

python3 prepare-film.golden.py > prepare-film.golden.json
(numpy 1.24, pillow 9.4, torch 1.13, scikit-image 0.19.3, torchxrayvision 1.5.7)
"""

import json

import numpy as np
import torch
from PIL import Image
from torchxrayvision.datasets import XRayCenterCrop, XRayResizer
from torchxrayvision.utils import normalize

IMAGENET = {"mean": [0.485, 0.456, 0.406], "std": [0.229, 0.224, 0.225]}


def pattern(columns: int, rows: int) -> np.ndarray:
    y, x = np.mgrid[0:rows, 0:columns]
    return ((7 * x + 11 * y + x * y // 5) % 256).astype(np.uint8)


def triangle(unit: np.ndarray, width: int, height: int) -> np.ndarray:
    return np.asarray(Image.fromarray(unit, mode="F").resize((width, height), Image.BILINEAR))


def bilinear(unit: np.ndarray, width: int, height: int) -> np.ndarray:
    batch = torch.from_numpy(unit.copy())[None, None]
    return torch.nn.functional.interpolate(batch, (height, width), mode="bilinear", align_corners=False)[0, 0].numpy()


RESIZE = {"triangle": triangle, "bilinear": bilinear}


def crop(unit: np.ndarray, width: int, height: int) -> np.ndarray:
    """The largest middle part of the input's shape."""
    scale = min(unit.shape[0] / height, unit.shape[1] / width)
    rows, columns = round(height * scale), round(width * scale)
    top, left = unit.shape[0] // 2 - rows // 2, unit.shape[1] // 2 - columns // 2
    return unit[top:top + rows, left:left + columns]


def fitted(unit: np.ndarray, given: dict) -> np.ndarray:
    width, height, resize = given["width"], given["height"], RESIZE[given["resize"]]
    if given["fit"] == "squash":
        return resize(unit, width, height)
    if given["fit"] == "centre-crop":
        return resize(crop(unit, width, height), width, height)
    scale = min(height / unit.shape[0], width / unit.shape[1])
    rows, columns = round(unit.shape[0] * scale), round(unit.shape[1] * scale)
    black = np.zeros((height, width), dtype=np.float32)
    top, left = (height - rows) // 2, (width - columns) // 2
    black[top:top + rows, left:left + columns] = resize(unit, columns, rows)
    return black


def by_libraries(pixels: np.ndarray, given: dict) -> np.ndarray:
    plane = fitted(pixels.astype(np.float32) / np.float32(255), given)
    planes = np.stack([plane] * given["channels"], axis=-1)
    normalised = (planes - np.float32(given["mean"])) / np.float32(given["std"])
    return normalised if given.get("layout") == "NHWC" else normalised.transpose(2, 0, 1)


def by_torchxrayvision(pixels: np.ndarray, given: dict) -> np.ndarray:
    """Its own code, from the 8-bit picture to the tensor."""
    return XRayResizer(given["width"])(XRayCenterCrop()(normalize(pixels, 255)[None]))


def given(width: int, height: int, fit: str, resize: str, **more) -> dict:
    return {"name": "image", "width": width, "height": height, "channels": 1, "fit": fit, "resize": resize, "mean": 0.5,
            "std": 0.25, **more}


def xrv(side: int) -> dict:
    return given(side, side, "centre-crop", "gaussian-bilinear", std=1 / 2048)


CASES = [
    (300, 200, given(64, 64, "squash", "triangle"), by_libraries),
    (300, 200, given(64, 48, "squash", "triangle", channels=3, **IMAGENET), by_libraries),
    (40, 30, given(64, 64, "squash", "triangle"), by_libraries),
    (64, 500, given(64, 64, "squash", "triangle"), by_libraries),
    (301, 199, given(64, 64, "centre-crop", "triangle"), by_libraries),
    (198, 303, given(80, 40, "centre-crop", "triangle"), by_libraries),
    (301, 199, given(64, 64, "pad-black", "triangle", channels=3, **IMAGENET), by_libraries),
    (120, 333, given(61, 64, "pad-black", "triangle"), by_libraries),
    (20, 33, given(64, 64, "pad-black", "triangle"), by_libraries),
    (300, 200, given(64, 64, "squash", "bilinear", channels=3, layout="NHWC", **IMAGENET), by_libraries),
    (300, 200, given(64, 64, "pad-black", "bilinear", channels=3, layout="NHWC", **IMAGENET), by_libraries),
    (31, 47, given(64, 80, "squash", "bilinear"), by_libraries),
    (640, 521, xrv(64), by_torchxrayvision),
    (521, 641, xrv(224), by_torchxrayvision),
    (300, 300, xrv(224), by_torchxrayvision),
    (100, 130, xrv(224), by_torchxrayvision),
]


def case(columns: int, rows: int, wanted: dict, prepare) -> dict:
    flat = prepare(pattern(columns, rows), wanted).ravel().astype(np.float64)
    # In greys: black to white is one, whatever the model's units are.
    every = 37 if flat.size < 10000 else 331
    digits = 6 if np.max(wanted["std"]) > 0.01 else 3
    return {"columns": columns, "rows": rows, "input": wanted, "every": every, "length": flat.size,
            "values": [round(float(value), digits) for value in flat[::every]],
            "mean": round(float(flat.mean()), 6), "std": round(float(flat.std()), 6)}


print(json.dumps([case(*each) for each in CASES]))
